"""The other sites whose members may sign in here."""

from typing import Any


def sign_in_providers(**keys: tuple[str, str]) -> dict[str, dict[str, Any]]:
    """Return allauth's SOCIALACCOUNT_PROVIDERS.

    Args:
        keys: for each provider the id and the secret that it gave this site; a provider with
            empty ones is switched off.
    """
    return {
        provider: {"APPS": [{"client_id": identity, "secret": secret}] if identity else []}
        for provider, (identity, secret) in keys.items()
    }
