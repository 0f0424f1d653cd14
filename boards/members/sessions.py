"""The list of a member's sessions holds no address, and no more of a browser than its name."""

from typing import Any

from django.db.models.signals import pre_save

from boards.members.browsers import name_of_browser

NO_ADDRESS = "::"  # the column takes nothing but an address


def strip_client_details(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Strip a session of the network address and of the details of the browser, before storing."""
    instance.ip = NO_ADDRESS
    instance.user_agent = name_of_browser(instance.user_agent)


def connect(session_model: Any) -> None:
    """Strip every session from now on."""
    pre_save.connect(strip_client_details, sender=session_model, dispatch_uid="members.sessions")
