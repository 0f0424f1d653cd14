"""What was done to how many posts, in a sentence for each verb; each takes `count` by `%`."""

from django.utils.translation import ngettext_lazy

HIDDEN = ngettext_lazy("%(count)d post hidden.", "%(count)d posts hidden.", "count")
SHOWN = ngettext_lazy("%(count)d post shown again.", "%(count)d posts shown again.", "count")
MOVED = ngettext_lazy(
    "%(count)d post moved to “%(board)s”.", "%(count)d posts moved to “%(board)s”.", "count"
)
CATEGORY_CHANGED = ngettext_lazy(
    "The category of %(count)d post changed.", "The category of %(count)d posts changed.", "count"
)
DELETED = ngettext_lazy("%(count)d post deleted.", "%(count)d posts deleted.", "count")
