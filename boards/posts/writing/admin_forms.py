"""The form of a post in the admin."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, cast

from django import forms
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField
from taggit.utils import edit_string_for_tags

from boards.members.viewers import Viewer
from boards.models import Board, Category
from boards.posts.categories import NO_CATEGORY
from boards.posts.models import Post, Tag
from boards.posts.text.lengths import MAX_MARKUP_LENGTH
from boards.posts.text.sanitising import sanitise
from boards.posts.uploads.data_urls import data_pictures
from boards.posts.validators import validate_tag_names
from boards.posts.writing.editor import EXTENSIONS
from boards.querysets import CategoryQuerySet


def categories_to_choose(member: Viewer) -> CategoryQuerySet[Category]:
    """Return what may be chosen in the admin: of one's own boards, and none that is retired."""
    own = Board.objects.moderated_by(member).values("pk")
    return _every_category().filter(board__in=own)


def _every_category() -> CategoryQuerySet[Category]:
    """Return what is not retired, with its board, in the order of the boards."""
    offered = Category.objects.offered(to_moderator=True).select_related("board")
    return offered.order_by("board__position", "board", "position", "pk")


class CategoryChoiceField(forms.ModelChoiceField):
    """One of many boards' categories."""

    def label_from_instance(self, obj: Any) -> str:
        """Name the board too: several have categories of one name."""
        return f"{obj.board}: {obj}"


class _CategoriesAndNone(forms.models.ModelChoiceIterator):
    """The empty choice, then none of the categories, then each of them."""

    def __iter__(self) -> Iterator[Any]:
        choices = super().__iter__()
        yield next(choices)  # the empty one
        yield NO_CATEGORY, _("No category")
        yield from choices


class CategoryOrNoneField(CategoryChoiceField):
    """One of many boards' categories, or NO_CATEGORY; empty for the same as now, as None."""

    iterator = _CategoriesAndNone

    def to_python(self, value: Any) -> Any:
        """Return the category, NO_CATEGORY or None."""
        return value if value == NO_CATEGORY else super().to_python(value)


class PostActionForm(ActionForm):
    """The choice of an action for posts, and of what two of them need: a board, a category.

    The admin checks the form once before its action does: with every row, of whatever board.
    """

    board = forms.ModelChoiceField(
        queryset=Board.objects.all(),
        required=False,
        label=_("Board"),
        empty_label=_("Their own board"),
    )
    category = CategoryOrNoneField(
        queryset=_every_category(),
        required=False,
        label=_("Category"),
        empty_label=_("The same as now"),
    )

    def offer_to(self, member: Viewer) -> None:
        """Offer the boards that the member moderates, and the categories of these."""
        for name, rows in (
            ("board", Board.objects.moderated_by(member)),
            ("category", categories_to_choose(member)),
        ):
            cast(forms.ModelChoiceField, self.fields[name]).queryset = rows


class LinesField(forms.CharField):
    """Text of several lines, with the line ends of our own: browsers send others."""

    def to_python(self, value: Any) -> Any:
        """Return the text as it was before a browser had it."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class TagNamesField(TagField):
    """Tags in a line; a row's own tags are as good as their names."""

    def clean(self, value: Any) -> list[str]:
        """Return the names; a field that nobody may type into is given the tags themselves."""
        names = edit_string_for_tags(value) if isinstance(value, list) else value
        return list(super().clean(names))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether other names were sent."""
        if self.disabled or data == _as_shown(initial):
            return False
        try:
            names = self.clean(data)
        except ValidationError:
            return True
        return sorted(names) != sorted(str(tag) for tag in initial or ())


def _as_shown(tags: Iterable[Any] | None) -> str:
    """Return what the field shows of tags; read again, a name with a quote would be another."""
    return edit_string_for_tags([Tag(name=str(tag)) for tag in tags or ()])


class BodyWidget(AdminTextareaWidget):
    """HTML in a field, and the site's editor in its place where scripts run."""

    class Media:
        # Parts of the site's sheet: all of it would style the admin's own forms.
        css: ClassVar = {
            "all": [
                *("css/tokens.css", "css/icons.css", "css/article.css", "css/writing.css"),
                "css/admin/editor.css",
            ]
        }
        js: ClassVar = [
            forms.Script("js/admin-editor.js", type="module"),
            forms.Script("js/editor.js", type="module"),
        ]

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Give the template the field, what the editor can make, and the safe part of the text."""
        given = str(value or "")
        is_bounded = len(given) <= MAX_MARKUP_LENGTH  # a longer one is refused, and shown as it is
        context = {
            "field": super().render(name, value, attrs, renderer),
            "markup": sanitise(given) if is_bounded else escape(given),
            "extensions": EXTENSIONS,
        }
        return mark_safe(get_template("admin/widgets/post_body.html").render(context))  # noqa: S308


class PostForm(forms.ModelForm):
    """What staff may change of a post."""

    class Meta:
        model = Post
        fields = (
            "board", "category", "title", "body", "tags", "source", "link",
            "author", "masked_author", "posted_at", "posted_at_is_estimated",
            "posted_at_is_day_only",
        )  # fmt: skip
        field_classes = {"body": LinesField, "tags": TagNamesField}
        widgets = {"body": BodyWidget(attrs={"rows": 30, "cols": 100})}

    def clean_title(self) -> str:
        """Make one line of it before its length is checked."""
        self.instance.set_title(self.cleaned_data["title"])
        return self.instance.title

    def clean_body(self) -> str:
        """Refuse pictures that stand inside the text: they would vanish without a word."""
        body: str = self.cleaned_data["body"]
        if data_pictures(body):
            raise ValidationError(
                _("Pictures in the text cannot be taken here; its author can add them.")
            )
        return body

    def clean_tags(self) -> list[str]:
        """Refuse what the table of tags cannot hold."""
        names: list[str] = self.cleaned_data["tags"]
        validate_tag_names(names)
        return names
