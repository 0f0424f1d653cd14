"""How the admin edits moments."""

from typing import Any

from django.db import models

from boards.moments.fields import AdminMomentField
from boards.moments.widgets import AdminMomentInput

# The site gives this to every ModelAdmin that is registered; an inline says it of itself.
MOMENT_OVERRIDES: dict[type[models.Field], dict[str, Any]] = {
    models.DateTimeField: {"form_class": AdminMomentField, "widget": AdminMomentInput}
}
