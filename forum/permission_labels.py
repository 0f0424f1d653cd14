"""Permissions in the admin's forms, in the language of the page.

Django stores their names in the database, in English: `Can add post`.
"""

from django.contrib.auth.models import Permission
from django.forms import ModelMultipleChoiceField
from django.utils.translation import gettext_lazy as _

VERBS = {
    "add": _("may add"),
    "change": _("may change"),
    "delete": _("may delete"),
    "view": _("may view"),
}

OTHERS = {
    "pin_everywhere": _("Can pin notices on every board"),
    "sanction_everywhere": _("Can sanction members on the whole site"),
    "see_as_member": _("Can see the site as a member does"),
    "handle_takedowns": _("Can decide takedown requests"),
}


def label_of(permission: Permission) -> str:
    """Return where a permission belongs, and what it allows."""
    verb, _separator, model = permission.codename.partition("_")
    if verb in VERBS and model == permission.content_type.model:
        allowed = str(VERBS[verb])
    else:
        allowed = str(OTHERS.get(permission.codename, permission.name))
    return f"{permission.content_type} | {allowed}"


class PermissionsField(ModelMultipleChoiceField):
    """Several permissions of all."""

    def label_from_instance(self, obj: Permission) -> str:
        """Return its label."""
        return label_of(obj)
