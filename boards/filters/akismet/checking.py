"""What Akismet is told of a text, and what follows from its answer.

It is told what docs/filters.md lists, and nothing else: neither who wrote a text nor their e-mail
address. Nothing is told of secret texts, nor of boards that guests may not read.
"""

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from boards.access import Access
from boards.filters.akismet.asking import AkismetError, ask
from boards.filters.models import SpamCheck, Waiting
from boards.posts.comments.actions.hold_comment import hold_comment
from boards.posts.models import Comment, Post
from boards.posts.moderation.actions.hold_post import hold_post

CODE = "akismet"  # of the reason for which a text waits
MAX_TEXT_LENGTH = 10_000  # characters that are sent, from the beginning
_SPAM, _HAM = "true", "false"
# What it is asked, by what a moderator decided.
CORRECTIONS = {Waiting.Decision.APPROVED: "submit-ham", Waiting.Decision.REFUSED: "submit-spam"}

logger = structlog.get_logger(__name__)


def is_public(row: Post | Comment) -> bool:
    """Say whether anybody may read a text, as far as its board and its secrecy say so."""
    post = row if isinstance(row, Post) else row.post
    is_secret = row.is_secret or post.is_secret
    return not is_secret and post.board.read_access == Access.EVERYONE


def check_text(check_id: int) -> None:
    """Ask about a published text; one that is spam waits for a moderator from now on.

    Outside of any transaction. Without an answer the text stays as it is, and the log says so.
    """
    check = _check_with_text(check_id)
    if check is None:
        return
    text = check.comment or check.post
    if not text.is_published or not is_public(text):
        check.delete()
        return
    answer = _asked(check, "comment-check")
    if answer == _SPAM:
        _hold(check)
        return
    if answer not in (_HAM, None):
        logger.warning("akismet_says_nothing", check=check.pk)
    check.delete()


def correct(check_id: int, decision: str) -> None:
    """Tell Akismet what a moderator decided about a text that it took for spam."""
    check = _check_with_text(check_id)
    if check is not None:
        if is_public(check.comment or check.post):
            _asked(check, CORRECTIONS[Waiting.Decision(decision)])
        check.delete()


def forget_old_checks() -> int:
    """Remove what is known of senders after KEPT_FOR, whatever came of it; return how many."""
    return SpamCheck.objects.filter(made_at__lt=timezone.now() - SpamCheck.KEPT_FOR).delete()[0]


@transaction.atomic
def _hold(check: SpamCheck) -> None:
    post, comment = check.post, check.comment
    held = hold_post(post=post) if comment is None else hold_comment(comment=comment)
    if not held:
        check.delete()
        return
    # As after an edit: it was published before, and approved it comes back to its place.
    Waiting.objects.create(post=post, comment=comment, reasons=[{"code": CODE}], is_edit=True)
    check.is_held = True
    check.save(update_fields=["is_held"])


def _check_with_text(check_id: int) -> SpamCheck | None:
    checks = SpamCheck.objects.select_related("post__board", "comment__post__board")
    return checks.filter(pk=check_id).first()


def _asked(check: SpamCheck, question: str) -> str | None:
    try:
        return ask(question, _fields(check))
    except AkismetError as error:
        logger.warning("akismet_did_not_answer", question=question, failure=str(error))
        return None


def _fields(check: SpamCheck) -> dict[str, str]:
    text = check.comment or check.post
    if isinstance(text, Post):
        kind, words = "forum-post", f"{text.title}\n{text.body_text}\n{text.link}"
    else:
        kind, words = "reply", text.text
    return {
        "blog": settings.SITE_URL,
        "blog_lang": translation.to_locale(settings.LANGUAGE_CODE),
        "blog_charset": "UTF-8",
        "user_ip": check.address,
        "user_agent": check.user_agent,
        "permalink": f"{settings.SITE_URL}{text.get_absolute_url()}",
        "comment_type": kind,
        "comment_content": words[:MAX_TEXT_LENGTH],
    }
