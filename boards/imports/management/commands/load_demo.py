"""manage.py load_demo: fills an empty site with demo content."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from boards.imports.actions.load_demo import load_demo


class Command(BaseCommand):
    """Loads the demo once and prints its sign-ins."""

    help = "Fill an empty site with demo content and print its sign-ins once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the demo, or say that the site is not empty."""
        passwords = load_demo()
        if passwords is None:
            self.stdout.write(_("The site has boards or members already: no demo was loaded."))
            return
        self.stdout.write(_("The demo is loaded. Its sign-ins, shown only this once:"))
        for handle, password in passwords.items():
            self.stdout.write(f"  {handle:<10} {password}")
