"""Where the files of members are kept."""

from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def upload_storage(
    *, bucket: str, endpoint_url: str, region: str, access_key_id: str, secret_access_key: str
) -> dict[str, Any]:
    """Return an entry of Django's STORAGES: MEDIA_ROOT without a bucket, else the bucket.

    What is stored anew under a name takes the place of what was there. Nothing in the bucket is
    public: the site hands files out itself, after asking who may see them. Without keys, the role
    of the machine opens the bucket.

    Raises ImproperlyConfigured when there is a bucket and nothing installed that opens it.
    """
    if not bucket:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"allow_overwrite": True, "file_permissions_mode": 0o640},
        }
    if not _has_client():
        raise ImproperlyConfigured(
            "The setting S3_BUCKET needs packages that are not installed: "
            ".venv/bin/pip install --require-hashes -r requirements-s3.lock"
        )
    return {
        "BACKEND": "forum.bucket.Bucket",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint_url,
            "region_name": region or None,
            "access_key": access_key_id or None,
            "secret_key": secret_access_key or None,
            "default_acl": "private",
            "querystring_auth": True,
            "file_overwrite": True,
        },
    }


def _has_client() -> bool:
    return all(find_spec(module) is not None for module in ("storages", "boto3"))
