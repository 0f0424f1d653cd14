"""Pages on which members write, edit and delete their posts."""

from collections.abc import Callable
from typing import Any, TypeVar, cast
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet, SlugField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from boards import permissions as board_permissions
from boards.db.prepared import Param, prepared
from boards.http.refusals import Gone, SignInFirst, must_sign_in
from boards.limits.limited import limited
from boards.limits.refusals import TooOften
from boards.members.models import Member
from boards.members.restrictions import Silenced
from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts import permissions
from boards.posts.models import Post
from boards.posts.opening import existing_post, gone_if_deleted, refusal
from boards.posts.polls.content import fixed_poll_of
from boards.posts.refused_page import refused
from boards.posts.states import YOURS_WAITS, State
from boards.posts.uploads.cards import changed_by_cards
from boards.posts.uploads.plain_form import LEFT_OUT, FormFiles, files_sent_before, take_form_files
from boards.posts.withheld import ArchivedBoard
from boards.posts.writing.actions.delete_own_post import delete_own_post
from boards.posts.writing.actions.discard_draft import discard_draft
from boards.posts.writing.actions.edit_post import PostChangedMeanwhile, edit_post, version_of
from boards.posts.writing.actions.publish_post import publish_post
from boards.posts.writing.actions.save_draft import DraftChangedMeanwhile
from boards.posts.writing.categories import categories_for
from boards.posts.writing.drafts import (
    draft_of,
    form_of_edit,
    form_of_new_post,
    kept_fields,
    unsent_on,
)
from boards.posts.writing.forms import HTML, WriteForm, new_post_values, values_of
from boards.posts.writing.leaving import keep_as_draft, way_back
from boards.posts.writing.page import default_way_back, writing_page
from boards.posts.writing.pasted_pictures import take_pasted_pictures, warning_about_others
from boards.readable import boards_readable_by
from boards.sanctions.told import silences_of

CANCEL = "cancel"  # the name of the button that leaves without sending
View = TypeVar("View", bound=Callable[..., HttpResponseBase])

# The browser may keep the page for its Back button, with what was typed, but asks for it anew
# when a link leads there.
own_page = cache_control(private=True, no_cache=True)


def gives_back(form_again: Callable[..., HttpResponse]) -> Callable[[View], View]:
    """Name the view that answers a sending of this view's form that was refused unread.

    The page for refused forms calls it, so that what was typed is not lost.
    """

    def mark(view: Any) -> Any:
        view.form_again = form_again
        return view

    return mark


def _too_old(request: HttpRequest, **address: object) -> HttpResponse:
    """Give back a form whose security token has changed, by signing in again for example."""
    form = WriteForm(request.POST, board=None, is_edit="pk" in address)
    warning = gettext("This form had been open for too long. Check your text and send it again.")
    return writing_page(request, form, board=None, status=403, warning=warning)


def _kind_of_new(request: HttpRequest) -> str:
    return _kind_besides(request) or "publish"


def _kind_of_edit(request: HttpRequest) -> str:
    return _kind_besides(request) or "edit"


def _kind_besides(request: HttpRequest) -> str:
    """Return what else than sending the text a form is sent for."""
    if CANCEL in request.POST:
        return "draft"
    return "preview" if "preview" in request.POST else ""


def _write_too_often(request: HttpRequest, warning: TooOften, slug: str) -> HttpResponse:
    board = _board_at(request, slug)
    member = request.user
    if not isinstance(member, Member) or not board_permissions.can_write(member, board):
        return _turned_away(request, is_edit=False, board=board)
    initial, files = new_post_values(), files_sent_before(owner=member, data=request.POST)
    form = _form_of_new(member, board, request.POST, initial=initial, files=files)
    return writing_page(request, form, board=board, warning=_told(request, warning))


def _edit_too_often(request: HttpRequest, warning: TooOften, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.select_related("board", "category"), pk=pk)
    member = request.user
    if not isinstance(member, Member) or not permissions.can_edit(member, post):
        return _edit_refused(request, post)
    initial, files = values_of(post), files_sent_before(owner=member, data=request.POST)
    form = _form_of_edit(member, post, request.POST, initial=initial, files=files)
    return writing_page(request, form, board=post.board, post=post, warning=_told(request, warning))


def _told(request: HttpRequest, warning: TooOften) -> str:
    chosen = gettext("Please choose your files again.") if request.FILES else ""
    return f"{warning.messages[0]} {chosen}".strip()


@require_safe
@never_cache
def choose_board(request: HttpRequest) -> HttpResponse:
    """The boards on which the member may write."""
    if must_sign_in(request):
        raise SignInFirst
    boards = [
        board
        for board in boards_readable_by(request.user)
        if board_permissions.can_write(request.user, board)
    ]
    context = {"boards": boards, "drafts": unsent_on(boards, request.user)}
    return render(request, "posts/choose_board.html", context)


@gives_back(_too_old)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(_kind_of_new, answer=_write_too_often)
@own_page
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a new post on a board; `?draft=continue` goes on with the saved draft."""
    board = _board_at(request, slug)
    member = request.user
    if not isinstance(member, Member) or not board_permissions.can_write(member, board):
        return _turned_away(request, is_edit=False, board=board)
    if request.method != "POST":
        initial = new_post_values() | {"category": request.GET.get("category", "")}
        initial |= _continued(request, form_of_new_post(board))
        form = _form_of_new(member, board, initial=initial)
        return writing_page(request, form, board=board)
    sent, files = _take_sent(request, member)
    form = _form_of_new(member, board, sent, initial=new_post_values(), files=files)
    if CANCEL in sent:
        return _leave(request, form, member=member, board=board)
    if "preview" in sent:
        warning = _warning_about_others(form)
        return writing_page(request, form, board=board, is_preview=True, warning=warning)
    return _publish(request, form, board=board, member=member)


def _board_at(request: HttpRequest, slug: str) -> Board:
    """Return the board of an address.

    What is sent to an earlier address was written while the board got another one, and is taken;
    who asks for the page there is led on as from any old address.
    """
    board = _boards().first(slug=slug) if "\0" not in slug else None
    if board is None and request.method == "POST":
        board = Board.objects.known_as(slug)
    if board is None:
        raise Http404
    return board


@prepared
def _boards() -> "QuerySet[Board]":
    return Board.objects.with_categories().filter(slug=Param("slug", SlugField()))


def _publish(
    request: HttpRequest, form: WriteForm, *, board: Board, member: Member
) -> HttpResponse:
    post = _sent(
        form,
        lambda: publish_post(
            board=board,
            author=member,
            is_anonymous=form.cleaned_data.get("is_anonymous", False),
            submission_key=form.cleaned_data["submission_key"],
            notice=form.notice(),
            **form.texts(),
        ),
    )
    if post is None:
        return writing_page(request, form, board=board, status=422)
    if post.was_sent_before and not _says(post, form):
        return _published_before(request, form, board=board, member=member)
    _drop_draft(form, member, form_of_new_post(board))
    _tell_what_became_of(request, post, form)
    _tell(request, form)
    return redirect(post.get_absolute_url())


def _tell_what_became_of(request: HttpRequest, post: Post, form: WriteForm) -> None:
    if post.is_held:
        messages.info(request, YOURS_WAITS)
    elif form.notice():
        messages.success(request, gettext("Your post is published and pinned as a notice."))
    else:
        messages.success(request, gettext("Your post is published."))


def _says(post: Post, form: WriteForm) -> bool:
    """Whether a post is what the form holds, and not an earlier sending of the same form."""
    sent = Post()
    sent.set_title(form.cleaned_data["title"])
    sent.set_body(form.cleaned_data["body"])
    return (post.title, post.body_text) == (sent.title, sent.body_text)


def _published_before(
    request: HttpRequest, sent: WriteForm, *, board: Board, member: Member
) -> HttpResponse:
    """Ask before a form that was published, and changed after going back, makes a second post."""
    typed = cast(QueryDict, sent.data).copy()
    typed["submission_key"] = str(uuid4())
    warning = gettext(
        "An earlier text from this form has already been published. Send it again to publish this"
        " one as a separate post."
    )
    form = _form_of_new(member, board, typed, files=sent.form_files)
    return writing_page(request, form, board=board, status=409, warning=warning)


@gives_back(_too_old)
@require_http_methods(["GET", "HEAD", "POST"])
@limited(_kind_of_edit, answer=_edit_too_often)
@own_page
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own post; `?draft=continue` goes on with the saved draft."""
    post = get_object_or_404(Post.objects.select_related("board", "category"), pk=pk)
    member = request.user
    if not isinstance(member, Member) or not permissions.can_edit(member, post):
        return _edit_refused(request, post)
    initial = values_of(post) | {"version": version_of(post)}
    if request.method != "POST":
        initial |= _continued(request, form_of_edit(post))
        form = _form_of_edit(member, post, initial=initial)
        return writing_page(request, form, board=post.board, post=post)
    sent, files = _take_sent(request, member)
    form = _form_of_edit(member, post, sent, initial=initial, files=files)
    if CANCEL in sent:
        return _leave(request, form, member=member, board=post.board, post=post)
    if "preview" in sent:
        warning = _warning_about_others(form)
        return writing_page(
            request, form, board=post.board, post=post, is_preview=True, warning=warning
        )
    return _edit(request, form, post=post, member=member)


def _edit(request: HttpRequest, form: WriteForm, *, post: Post, member: Member) -> HttpResponse:
    try:
        edited = _sent(
            form,
            lambda: edit_post(
                post=post,
                by=member,
                version=form.cleaned_data["version"] or 0,
                reason=form.cleaned_data["reason"],
                **form.texts(),
            ),
        )
    except PostChangedMeanwhile:
        return _changed_meanwhile(request, form, post=post)
    if edited is None:
        return writing_page(request, form, board=post.board, post=post, status=422)
    _drop_draft(form, member, form_of_edit(post))
    saved = gettext("Your changes are saved.")
    if edited.is_held:
        messages.info(request, f"{saved} {YOURS_WAITS}")
    else:
        messages.success(request, saved)
    _tell(request, form)
    return redirect(edited.get_absolute_url())


def _changed_meanwhile(request: HttpRequest, sent: WriteForm, *, post: Post) -> HttpResponse:
    typed = cast(QueryDict, sent.data).copy()
    typed["version"] = str(version_of(post))
    warning = gettext(
        "This post was changed in another window while you were writing. What you typed is below;"
        " sending it again replaces the text that is stored now."
    )
    form = _form_of_edit(request.user, post, typed, files=sent.form_files)
    return writing_page(request, form, board=post.board, post=post, status=409, warning=warning)


def _leave(
    request: HttpRequest, form: WriteForm, *, member: Member, board: Board, post: Post | None = None
) -> HttpResponse:
    """Go back to where the writer came from; what was typed stays as the draft of this form."""
    name = form_of_edit(post) if post else form_of_new_post(board)
    try:
        is_kept = keep_as_draft(form, member=member, name=name, post=post)
    except DraftChangedMeanwhile as conflict:
        return _draft_changed_meanwhile(request, form, board=board, post=post, conflict=conflict)
    if is_kept:
        sentence = gettext(
            "Your text is saved as a draft. It is offered to you when you write here again."
        )
        messages.success(request, sentence)
    return redirect(way_back(request, default=default_way_back(board, post)))


def _draft_changed_meanwhile(
    request: HttpRequest,
    sent: WriteForm,
    *,
    board: Board,
    post: Post | None,
    conflict: DraftChangedMeanwhile,
) -> HttpResponse:
    typed = cast(QueryDict, sent.data).copy()
    typed["draft_version"] = str(conflict.stored.version if conflict.stored else 0)
    warning = gettext(
        "Another window has saved a different draft of this text. Press Cancel again to replace it"
        " with what is below."
    )
    form = (
        _form_of_edit(request.user, post, typed, files=sent.form_files)
        if post
        else _form_of_new(request.user, board, typed, files=sent.form_files)
    )
    return writing_page(request, form, board=board, post=post, status=409, warning=warning)


def _edit_refused(request: HttpRequest, post: Post) -> HttpResponse:
    """Turn away, but give its author back what was typed into a post that is gone meanwhile."""
    is_own = permissions.is_author(request.user, post)
    if request.method == "POST" and is_own and not post.is_published:
        is_deleted = post.state == State.DELETED
        warning = _why_not_edited(post)
        form = WriteForm(request.POST, board=None, is_edit=True)
        status = 410 if is_deleted else 409
        return writing_page(request, form, board=None, status=status, warning=warning)
    if is_own and board_permissions.is_silenced_on(request.user, post.board_id):
        return _silenced(request, is_edit=True, back=post.get_absolute_url())
    if request.method != "POST":
        raise Gone if post.state == State.DELETED else refusal(request, post)
    if not post.is_published and request.user.is_authenticated:
        raise Http404
    return _turned_away(request, is_edit=True)


def _why_not_edited(post: Post) -> str:
    if post.state == State.DELETED:
        return gettext(
            "This post was deleted in the meantime. Your text is below, so that you can copy it."
        )
    if post.is_held:
        return gettext(
            "This post cannot be changed while it is not approved. Your text is below, so that "
            "you can copy it."
        )
    return gettext(
        "A moderator has hidden this post in the meantime. Your text is below, so that you can "
        "copy it."
    )


def _turned_away(
    request: HttpRequest, *, is_edit: bool, board: Board | None = None
) -> HttpResponse:
    """Send guests to sign in; whoever sends a text without the right to gets it back."""
    if board is not None and board_permissions.is_silenced_on(request.user, board.pk):
        return _silenced(request, is_edit=is_edit, back=board.get_absolute_url())
    if request.method != "POST":
        if board is not None and board.is_archived:
            raise ArchivedBoard
        raise SignInFirst if must_sign_in(request) else PermissionDenied
    warning = (
        gettext("You are no longer signed in. Nothing is lost: sign in, then send this again.")
        if not request.user.is_authenticated
        else gettext(
            "You do not have permission to send this. Your text is below, so that you can copy it."
        )
    )
    form = WriteForm(request.POST, board=None, is_edit=is_edit)
    return writing_page(request, form, board=None, status=403, warning=warning)


def _silenced(request: HttpRequest, *, is_edit: bool, back: str) -> HttpResponse:
    """Say why, until when, and where to appeal, and give back what was typed."""
    if request.method != "POST":
        return refused(request, Silenced(has_typed=False), back=back)
    form = WriteForm(request.POST, board=None, is_edit=is_edit)
    told, held = Silenced().messages[0], silences_of(request.user)
    return writing_page(request, form, board=None, status=403, warning=told, silences=held)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("delete")
@never_cache
def delete_own(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether to delete one's own post, and delete it."""
    post = existing_post(Post.objects.select_related("board"), pk)
    member = request.user
    if not isinstance(member, Member) or not permissions.can_delete(member, post):
        raise refusal(request, post)
    if request.method != "POST":
        context = {"post": post, "board": post.board, "trash_days": settings.TRASH_DAYS}
        return render(request, "posts/delete_own.html", context)
    with gone_if_deleted():
        delete_own_post(post=post, by=member)
    messages.success(
        request, gettext("Your post was deleted. You find it under “Deleted posts” in your menu.")
    )
    return redirect(post.board)


def _form_of_new(member: Viewer, board: Board, *args: Any, **kwargs: Any) -> WriteForm:
    """Return the form of a new post; the rest is as `WriteForm` takes it."""
    offered = categories_for(member, board)
    return WriteForm(*args, board=board, is_edit=False, categories=offered, writer=member, **kwargs)


def _form_of_edit(member: Viewer, post: Post, *args: Any, **kwargs: Any) -> WriteForm:
    """Return the form that edits a post; the rest is as `WriteForm` takes it."""
    offered = categories_for(member, post.board, today=post.category)
    fixed = fixed_poll_of(post)
    return WriteForm(
        *args, board=post.board, is_edit=True, categories=offered, fixed_poll=fixed, **kwargs
    )


def _take_sent(request: HttpRequest, member: Member) -> tuple[QueryDict, FormFiles]:
    """Store the pictures and files that a form brings, and return the form as it is then."""
    pasted = take_pasted_pictures(owner=member, data=changed_by_cards(request.POST))
    files = take_form_files(
        owner=member,
        files=request.FILES.getlist("files"),
        ids=pasted.data.getlist("uploads"),
        alts=pasted.data,
        left_out=pasted.data.getlist(LEFT_OUT),
    )
    return pasted.data, files.with_messages(errors=pasted.errors, notes=pasted.notes)


def _tell(request: HttpRequest, form: WriteForm) -> None:
    """Tell on the next page what the post does not show of what was sent."""
    for warning in (_warning_about_others(form), *form.form_files.notes):
        if warning:
            messages.warning(request, warning)


def _warning_about_others(form: WriteForm) -> str:
    is_html = form["markup"].value() == HTML
    return warning_about_others(form["body"].value() or "") if is_html else ""


def _sent(form: WriteForm, send: Callable[[], Post]) -> Post | None:
    """Send a valid form; None when the form holds what is wrong, beside its fields."""
    if not form.is_valid():
        return None
    try:
        return send()
    except ValidationError as error:
        by_field = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        for name, errors in by_field.items():
            form.add_error(name if name in form.fields else None, errors)
        return None


def _continued(request: HttpRequest, form_name: str) -> dict[str, Any]:
    """Return the values of the draft with which the member goes on."""
    draft = draft_of(request.user, form_name) if request.GET.get("draft") == "continue" else None
    return {**draft.fields, "draft_version": draft.version} if draft else {}


def _drop_draft(form: WriteForm, member: Member, form_name: str) -> None:
    """Delete the draft of what was sent, and no other that was never looked at."""
    draft = draft_of(member, form_name)
    if draft is None:
        return
    sent = cast(QueryDict, form.data)
    is_known = sent.get("draft_version", "0") not in ("", "0")
    if is_known or draft.fields == kept_fields(sent.dict()):
        discard_draft(member=member, form=form_name)
