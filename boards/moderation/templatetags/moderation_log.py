"""What the log of the moderators says of a thing, for its history in the admin."""

from django import template
from django.db.models import Model
from django.template import Context

from boards.moderation.log.reading import Line, line_of
from boards.moderation.models import ModerationEntry

MAX_LINES = 500

register = template.Library()


@register.simple_tag(takes_context=True)
def logged_lines(context: Context, row: Model) -> list[Line]:
    """Return the latest lines about a row, in the language of the page; one query."""
    entries = ModerationEntry.objects.filter(kind=row._meta.model_name, target_id=str(row.pk))
    found = entries.select_related("by", "board").order_by("-pk")[:MAX_LINES]
    return [line_of(entry, context["request"].user) for entry in found]
