"""Comments: write, reply, edit, delete, find again."""

from typing import Any, TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import BigAutoField, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget, trigger_client_event

from boards.db.keys import key_in
from boards.db.prepared import Param, prepared
from boards.http.json_only import answers_json
from boards.http.refusals import Gone
from boards.limits.limited import READING, limited
from boards.limits.refusals import TooOften
from boards.members.models import Member
from boards.posts import permissions
from boards.posts.comments import panel, pictures, threads
from boards.posts.comments import permissions as comment_permissions
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.comments.actions.edit_comment import edit_comment, version_of_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.comments.forms import CommentForm, EditForm, TextForm
from boards.posts.comments.mentions import participants
from boards.posts.comments.opening import open_comment
from boards.posts.comments.pending_comment import (
    discard_pending_comment,
    pending_comment,
    stash_comment,
)
from boards.posts.comments.picture_field import SentPicture, take_picture
from boards.posts.form_versions import ChangedMeanwhile, sent_again
from boards.posts.lists.read_marks import note_visit
from boards.posts.member_views import member_view
from boards.posts.models import Comment, Post, PostCounts
from boards.posts.newcomers import rules_for_newcomer
from boards.posts.opening import check_can_read, open_post
from boards.posts.querysets import RULES_OF_BOARD, TEXTS
from boards.posts.refused_page import CONFLICT, is_htmx, refused
from boards.posts.states import State


def _comment_too_often(request: HttpRequest, too_often: TooOften, pk: int) -> HttpResponse:
    return _send(request, pk, too_often=too_often)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("comment", answer=_comment_too_often)
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for a comment on a post, or for a reply to one (`?reply_to=`), and its sending.

    With JavaScript the form is part of the article page, and htmx takes fragments from here.
    """
    return _send(request, pk) if request.method == "POST" else _form(request, pk)


@member_view(open_post)
def _form(request: HttpRequest, post: Post, member: Member) -> HttpResponse:
    comment_permissions.check_can_comment(member, post)
    parent = _parent_of(request, post, member)
    pending = pending_comment(request, post, parent)
    form = CommentForm(viewer=member, post=post, parent=parent, pending=pending)
    return _with_form(request, form, post=post)


def _send(request: HttpRequest, pk: int, *, too_often: TooOften | None = None) -> HttpResponse:
    """Publish the comment, or say why not and give back what was typed.

    Args:
        too_often: why it is not published, whatever the form holds.
    """
    text = request.POST.get("text", "")
    post = _posts().first(pk=pk)
    if post is None:
        return refused(request, _no_such_post(), text=text)
    member = request.user
    if not isinstance(member, Member):
        return _sign_in_first(request, post, text=text)
    try:
        return _publish(request, post, member, too_often)
    except PermissionDenied:
        forbidden = ValidationError(_("You cannot comment here."), code="forbidden")
        error = forbidden if post.is_published else _no_such_post()
    except ValidationError as refusal:
        error = refusal
    back = post.get_absolute_url() if permissions.can_read(member, post) else ""
    return refused(request, error, back=back, text=text)


def _publish(
    request: HttpRequest, post: Post, member: Member, too_often: TooOften | None
) -> HttpResponse:
    comment_permissions.check_can_comment(member, post)
    parent = _parent_of(request, post, member)
    form = CommentForm(request.POST, viewer=member, post=post, parent=parent)
    form.sent_picture = take_picture(request, member, takes_file=not too_often)
    if too_often:
        return _with_form(request, _with_error(form, too_often), post=post)
    if form.is_valid():
        try:
            comment = publish_comment(post=post, author=member, parent=parent, **form.cleaned_data)
        except ValidationError as error:
            _beside_its_field(form, error)
        else:
            discard_pending_comment(request)
            return _with_comment(request, comment, is_new=True)
    return _with_form(request, form, post=post)


def _edit_too_often(request: HttpRequest, too_often: TooOften, pk: int) -> HttpResponse:
    @member_view(open_comment)
    def form_again(request: HttpRequest, comment: Comment, member: Member) -> HttpResponse:
        if not comment_permissions.is_author(member, comment):
            raise PermissionDenied
        form = _edit_form(comment, request.POST)
        form.sent_picture = take_picture(request, member, takes_file=False)
        form = _with_error(form, too_often)
        return _with_form(request, form, post=comment.post, comment=comment)

    return form_again(request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("edit-comment", answer=_edit_too_often)
@member_view(open_comment)
def edit(request: HttpRequest, comment: Comment, member: Member) -> HttpResponse:
    """The form for the text of one's own comment, and its sending."""
    try:
        comment_permissions.check_can_edit(member, comment, post=comment.post)
    except ValidationError as error:
        text = request.POST.get("text", "")
        return refused(request, error, back=comment.get_absolute_url(), text=text)
    form = _edit_form(comment, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        form.sent_picture = take_picture(request, member, takes_file=True)
    if form.is_valid():
        try:
            edit_comment(comment=comment, by=member, **form.cleaned_data)
        except ChangedMeanwhile:
            return _changed_meanwhile(request, comment, form.sent_picture)
        except ValidationError as error:
            if not hasattr(error, "error_dict"):
                text = form.cleaned_data["text"]
                return refused(request, error, back=comment.get_absolute_url(), text=text)
            _beside_its_field(form, error)
        else:
            return _with_comment(request, comment)
    return _with_form(request, form, post=comment.post, comment=comment)


def _edit_form(comment: Comment, data: Any = None) -> EditForm:
    initial = {
        "text": comment.text,
        "alt": pictures.alt_of(comment),
        "version": version_of_comment(comment),
    }
    form = EditForm(data, initial=initial, auto_id=f"id-edit-{comment.pk}-%s")
    form.html_id = f"edit-{comment.pk}-form"
    form.shown_picture = pictures.picture_of(comment)
    return form


def _changed_meanwhile(request: HttpRequest, comment: Comment, sent: SentPicture) -> HttpResponse:
    """Give back what was typed, beside what the comment says since another window changed it."""
    comment.refresh_from_db(fields=["text", "body"])
    form = _edit_form(comment, sent_again(request.POST, version_of_comment(comment)))
    form.sent_picture = sent
    return _with_form(
        request,
        form,
        post=comment.post,
        comment=comment,
        stored=[(gettext("Comment"), comment.text)],
    )


@require_POST
@limited("delete")
@member_view(open_comment)
def delete(request: HttpRequest, comment: Comment, member: Member) -> HttpResponse:
    """Delete a comment; the page has asked before."""
    delete_comment(comment=comment, by=member)
    messages.success(request, gettext("The comment was deleted."))
    return redirect(f"{comment.post.get_absolute_url()}#comments")


@require_safe
@member_view(open_comment)
def versions(request: HttpRequest, comment: Comment, member: Member) -> HttpResponse:
    """What a comment said before its edits, for its author and for staff."""
    if not comment_permissions.can_see_versions(member, comment):
        raise PermissionDenied
    context = {
        "comment": comment,
        "post": comment.post,
        "board": comment.post.board,
        "author_name": comment.author_name_for(member),
        "picture": pictures.named(pictures.picture_markup_in(comment.body)),
        "versions": [
            {
                "text": revision.text,
                "picture": pictures.named(revision.picture),
                "replaced_at": revision.replaced_at,
            }
            for revision in comment.revisions.all()
        ],
    }
    return render(request, "posts/comment_versions.html", context)


@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """The permanent address of a comment: leads to the page of the post that shows it."""
    found = get_object_or_404(Comment.objects.select_related("parent", "post__board"), pk=pk)
    check_can_read(request.user, found.post)
    if found.state == State.REMOVED:
        raise Gone
    if found.is_held and not comment_permissions.can_open(request.user, found):
        raise Http404
    return redirect(threads.path_to(found))


@answers_json
@require_safe
@limited("mention", methods=READING)
@member_view(open_post)
def names(request: HttpRequest, post: Post, member: Member) -> HttpResponse:
    """The names by which the member can mention who takes part in a thread."""
    others = [name for name, known in participants(member, post).items() if known.pk != member.pk]
    return JsonResponse({"names": others})


def _parent_of(request: HttpRequest, post: Post, member: Member) -> Comment | None:
    """Return the comment that the request replies to."""
    wanted = request.GET.get("reply_to", "")
    if not wanted:
        return None
    parents = Comment.objects.with_authors().select_related("parent").filter(post=post)
    key = key_in(wanted)
    parent = parents.filter(pk=key).first() if key else None
    if parent is None or not parent.is_published:
        raise ValidationError(_("The comment you are replying to was removed."), code="parent_gone")
    parent.post = post
    if not comment_permissions.can_open(member, parent):
        raise PermissionDenied
    return parent


def _sign_in_first(request: HttpRequest, post: Post, *, text: str) -> HttpResponse:
    """Keep the text until its writer has signed in again."""
    wanted = request.GET.get("reply_to", "")
    parent_id = key_in(wanted)
    stash_comment(request, post, parent_id=parent_id, text=text)
    path = f"{post.get_absolute_url()}#comment-form"
    if parent_id:
        path = f"{reverse('posts:comments', args=[post.pk])}?{urlencode({'reply_to': parent_id})}"
    url = panel.sign_in_url(path)
    return HttpResponseClientRedirect(url) if is_htmx(request) else redirect(url)


def _with_form(
    request: HttpRequest,
    form: TextForm,
    *,
    post: Post,
    comment: Comment | None = None,
    stored: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """Return the form, with what was wrong if it was sent; htmx puts it in its own place.

    Args:
        stored: what another window has stored since the form was opened.
    """
    context = {
        "post": post,
        "board": post.board,
        "form": form,
        "parent": (parent := getattr(form, "parent", None)),
        "answered": _answered(request, parent) if parent else None,
        "comment": comment,
        "stored": stored,
        "newcomer_rules": None if comment else rules_for_newcomer(request.user, post.board),
    }
    status = CONFLICT if stored else 422 if form.is_bound else 200
    if not is_htmx(request):
        return render(request, "posts/comment_form.html", context, status=status)
    response = render(request, "posts/_comment_form.html", context, status=status)
    if form.is_bound:
        retarget(response, f"#{form.html_id}")
        reswap(response, "outerHTML")
    return response


def _answered(request: HttpRequest, parent: Comment) -> dict[str, str]:
    """Return what the page of a reply shows of the comment it replies to."""
    viewer = request.user
    return {
        "name": parent.author_name_for(viewer),
        "body": threads.body_of(viewer, parent),
    }


def _with_comment(request: HttpRequest, comment: Comment, *, is_new: bool = False) -> HttpResponse:
    """Lead to a comment; htmx gets the list in which it stands.

    After a new one that is no reply, it gets a fresh form for the next besides.
    """
    if not is_htmx(request):
        return redirect(threads.path_to(comment))
    post = comment.post
    _note_own_comment(request, post)
    query = _query_of_page(request)
    order = panel.order_of(query)
    page = threads.page_of(
        request.user,
        post,
        number=threads.page_number(comment, order=order),
        order=order,
        can_moderate=permissions.can_moderate(request.user, post),
    )
    needs_form = is_new and comment.parent_id is None
    context = {
        "post": post,
        "comments": page,
        "form": CommentForm(viewer=request.user, post=post) if needs_form else None,
        "write_path": panel.PATH_OF_FORM,
        "list_query": panel.list_query_of(query),
    }
    response = render(request, "posts/_comment_written.html", context)
    return trigger_client_event(
        response, "comment-shown", {"id": f"comment-{comment.pk}"}, after="settle"
    )


def _note_own_comment(request: HttpRequest, post: Post) -> None:
    """What the member has just written is not new to them; whoever loads the page sees it there."""
    count = PostCounts.objects.filter(post=post).values_list("comments", flat=True).first()
    note_visit(request.user, post, comments=count or 0)


def _query_of_page(request: HttpRequest) -> QueryDict:
    """Return the query of the page on which htmx works."""
    url: str = request.htmx.current_url or ""  # type: ignore[attr-defined]
    return QueryDict(url.partition("?")[2].partition("#")[0])


AnyForm = TypeVar("AnyForm", bound=TextForm)


def _with_error(form: AnyForm, too_often: TooOften) -> AnyForm:
    """Return the form with the refusal above it."""
    form.full_clean()
    form.add_error(None, too_often)
    return form


def _beside_its_field(form: TextForm, error: ValidationError) -> None:
    """Give the form what an action found wrong with a field; raise what concerns none."""
    if not hasattr(error, "error_dict"):
        raise error
    form.add_error(None, error)


@prepared
def _posts() -> "QuerySet[Post]":
    """What is commented on; each comment asks for it."""
    posts = Post.objects.select_related("board").defer(*RULES_OF_BOARD, *TEXTS)
    return posts.filter(pk=Param("pk", BigAutoField()))


def _no_such_post() -> ValidationError:
    return ValidationError(_("There is no such post."), code="missing")
