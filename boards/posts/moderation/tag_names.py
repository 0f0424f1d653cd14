"""What a tag may be called, whoever names it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from boards.members.folding import key_of
from boards.posts.models import Tag
from boards.posts.text.tags import normalise_tag_name
from boards.slugs import fold_slug


def store_name(tag: Tag, *, name: str, slug: str) -> None:
    """Store a tag, new or old, under a name and a slug; without a slug, it follows the name.

    Call it inside a transaction.

    Raises:
        ValidationError: for the field `name` or `slug`, when it is empty, malformed or taken.
    """
    tag.name = normalise_tag_name(name)
    tag.slug = fold_slug(slug)
    _check(tag)
    try:
        with transaction.atomic():
            tag.save()
    except IntegrityError:
        _check(tag)  # of two who take a name at once, the second is told so
        raise


def _check(tag: Tag) -> None:
    if not tag.name:
        raise ValidationError({"name": _("Give the tag a visible name.")})
    if Tag.objects.filter(key=key_of(tag.name)).exclude(pk=tag.pk).exists():
        message = _("There is already a tag with this name, perhaps in another spelling.")
        raise ValidationError({"name": message})
    made = {"key"} if tag.slug else {"key", "slug"}  # by `Tag.save`
    tag.full_clean(exclude=made, validate_constraints=False)
