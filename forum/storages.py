"""Where the files of members are kept."""

from typing import Any


def upload_storage(
    *, bucket: str, endpoint_url: str, region: str, access_key_id: str, secret_access_key: str
) -> dict[str, Any]:
    """Return an entry of Django's STORAGES: MEDIA_ROOT without a bucket, else the bucket.

    What is stored anew under a name takes the place of what was there. Nothing in the bucket is
    public: the site hands files out itself, after asking who may see them. Without keys, the role
    of the machine opens the bucket.
    """
    if not bucket:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"allow_overwrite": True, "file_permissions_mode": 0o640},
        }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
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
