"""Saved posts (scraps): save a post, file it, remove it, list what was saved."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.signed_in import signed_in_member
from boards.posts.comments import panel
from boards.posts.form_versions import ChangedMeanwhile, sent_again, stored_values
from boards.posts.lists import listing
from boards.posts.lists.paging import leads_to_last_page, page_number
from boards.posts.member_views import member_view
from boards.posts.models import Post, Scrap, ScrapFolder
from boards.posts.opening import open_post
from boards.posts.reactions import scraps
from boards.posts.reactions.actions import delete_folder as folder_actions
from boards.posts.reactions.actions.scrap_post import file_scrap, scrap_post, version_of_scrap
from boards.posts.reactions.scrap_forms import ScrapForm
from boards.posts.refused_page import CONFLICT, is_htmx


@require_POST
@limited("scrap")
@member_view(open_post)
def save(request: HttpRequest, post: Post, member: Member) -> HttpResponse:
    """Save a post; saving it twice changes nothing."""
    scrap_post(post=post, member=member)
    return _with_reactions(request, post, member, message=pgettext("scrap", "Saved."))


@never_cache
@require_POST
@limited("scrap")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a post from the saved ones, whether or not it can still be read."""
    member = signed_in_member(request)
    Scrap.objects.filter(member=member, post__pk=pk).delete()
    message = gettext("Removed from your saved posts.")
    post = Post.objects.visible_to(member).filter(pk=pk).first()
    if post is None or request.POST.get("back") == "scraps":
        messages.success(request, message)
        return redirect("posts:scraps")
    return _with_reactions(request, post, member, message=message)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("scrap")
@member_view(open_post)
def file(request: HttpRequest, post: Post, member: Member) -> HttpResponse:
    """Show the form for the folder and the note of a saved post, and save the post with them."""
    scrap = Scrap.objects.filter(member=member, post=post).first()
    form = ScrapForm(
        request.POST if request.method == "POST" else None, instance=scrap, member=member
    )
    if not form.is_valid():
        return _scrap_page(request, post, form, status=422 if form.is_bound else 200)
    try:
        file_scrap(post=post, member=member, **form.cleaned_data)
    except ChangedMeanwhile:
        return _scrap_changed_meanwhile(request, post, member)
    except ValidationError as error:
        form.add_error(None, error)
        return _scrap_page(request, post, form, status=CONFLICT)
    messages.success(request, pgettext("scrap", "Saved."))
    return redirect("posts:scraps")


def _scrap_page(
    request: HttpRequest, post: Post, form: ScrapForm, *, status: int, **more: Any
) -> HttpResponse:
    context = {"post": post, "board": post.board, "form": form, **more}
    return render(request, "posts/scrap_form.html", context, status=status)


def _scrap_changed_meanwhile(request: HttpRequest, post: Post, member: Member) -> HttpResponse:
    """Give back what was typed, beside what another window has stored."""
    scrap = Scrap.objects.filter(member=member, post=post).first()
    stored = stored_values(ScrapForm(instance=scrap, member=member))
    typed = sent_again(request.POST, version_of_scrap(scrap))
    form = ScrapForm(typed, instance=scrap, member=member)
    return _scrap_page(request, post, form, status=CONFLICT, stored=stored)


@never_cache
@require_safe
@leads_to_last_page
def scraps_page(request: HttpRequest) -> HttpResponse:
    """What the member has saved; `?folder=` shows one folder."""
    member = signed_in_member(request)
    try:
        wanted = request.GET.get("folder")
        folder = get_object_or_404(ScrapFolder, pk=int(wanted), member=member) if wanted else None
        number = page_number(request.GET.get("page", "1"))
        page = scraps.page_of(member, number, folder=folder)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    context = {
        "page": page,
        "page_numbers": listing.pager_window(page),
        "folders": scraps.folders_of(member),
        "folder": folder,
    }
    return render(request, "posts/scraps.html", context)


@never_cache
@require_POST
@limited("scrap")
def delete_folder(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a folder; what it contained stays saved."""
    if not folder_actions.delete_folder(pk=pk, member=signed_in_member(request)):
        raise Http404
    messages.success(request, gettext("The folder was deleted. Its saved posts are kept."))
    return redirect("posts:scraps")


def _with_reactions(
    request: HttpRequest, post: Post, member: Member, *, message: str
) -> HttpResponse:
    if not is_htmx(request):
        messages.success(request, message)
        return redirect(f"{post.get_absolute_url()}#reactions")
    fresh = Post.objects.with_article_details().with_marks_of(member).get(pk=post.pk)
    context = {"post": fresh, "reactions": panel.reactions(member, fresh, message=message)}
    return render(request, "posts/_reactions.html", context)
