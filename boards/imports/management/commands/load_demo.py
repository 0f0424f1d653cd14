"""manage.py load_demo: fills an empty site with demo content."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from boards.imports.actions.load_demo import load_demo
from boards.members.models import Member

# As one types it in the project's folder.
PYTHON = ".venv/bin/python" if Path(sys.prefix).name == ".venv" else "python"


class Command(BaseCommand):
    """Loads the demo once and prints its sign-ins."""

    help = "Fill an empty site with demo content and print its sign-in details once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the demo, or say that the site is not empty."""
        passwords = load_demo()
        if passwords is None:
            self.stdout.write(_("The site already has boards or members: no demo was loaded."))
            self._tell_of_passwords()
            return
        self.stdout.write(_("The demo is loaded. Its sign-in details, shown only this once:"))
        for handle, password in passwords.items():
            self.stdout.write(f"  {handle:<10} {password}")

    def _tell_of_passwords(self) -> None:
        """Say how an admin who has lost the password gets another, or how to make an admin."""
        admin = Member.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
        command = f"{PYTHON} manage.py " + (
            f"changepassword {admin.handle}" if admin else "createsuperuser"
        )
        text = (
            _("To set a new password for %(handle)s: %(command)s")
            if admin
            else _("To create an admin: %(command)s")
        )
        self.stdout.write(text % {"handle": admin and admin.handle, "command": command})
