"""The link by which members report something, for pages of rooms below."""

from django import template
from django.utils.safestring import SafeString

from boards.caching.paths import cached_reverse

register = template.Library()


@register.simple_tag
def report_path(kind: str, pk: int | str = "") -> SafeString:
    """Return the path that reports a thing; without its number, the beginning of such paths.

    It is the same for every viewer, and costs no query: the page behind it says who may not.
    """
    beginning = cached_reverse("moderation:report", kind, 0).removesuffix("0/")
    return SafeString(f"{beginning}{pk}/" if pk else beginning)
