"""Where members save searches, look at what is new, and remove them."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.counters.readers import is_reading
from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.signed_in import signed_in_member
from boards.readable import boards_readable_by
from boards.search.models import SavedSearch
from boards.search.querying.finding import Order
from boards.search.querying.search_params import search_params_in
from boards.search.saved.actions.remove_search import remove_search
from boards.search.saved.actions.save_search import MAX_SAVED, save_search
from boards.search.saved.forms import NameForm
from boards.search.saved.listing import params_of, saved_searches_of
from boards.search.saved.matching import KEPT_FOR


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("save-search")
def saved(request: HttpRequest) -> HttpResponse:
    """The member's saved searches; a POST saves one, by the fields of the search page."""
    member = signed_in_member(request)
    return _save(request, member) if request.method == "POST" else _page(request, member)


@never_cache
@require_safe
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to what a saved search finds, the newest first; from now on nothing of it is new."""
    own = SavedSearch.objects.filter(member=signed_in_member(request))
    search = get_object_or_404(own.select_related("board"), pk=pk)
    if is_reading(request):
        own.filter(pk=pk).update(looked_at=timezone.now())
    return redirect(params_of(search).first_page_with(order=Order.NEWEST).url())


@never_cache
@require_POST
@limited("settings")
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a saved search a name; an empty one takes it away."""
    member = signed_in_member(request)
    search = get_object_or_404(SavedSearch, pk=pk, member=member)
    form = NameForm(request.POST, instance=search, prefix=str(pk))
    if not form.is_valid():
        return _page(request, member, form=form, status=422)
    SavedSearch.objects.filter(pk=pk).update(name=form.cleaned_data["name"])
    messages.success(request, gettext("The name was changed."))
    return redirect("search:saved")


@never_cache
@require_POST
@limited("settings")
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the feed of a saved search another URL; who knows the one before reads no more."""
    SavedSearch.objects.filter(pk=pk, member=signed_in_member(request)).update(token=uuid4())
    messages.success(
        request, gettext("The feed has a new URL. Enter it where you read the one before.")
    )
    return redirect("search:saved")


@never_cache
@require_POST
@limited("settings")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a saved search."""
    remove_search(pk=pk, member=signed_in_member(request))
    messages.success(request, gettext("Removed from your saved searches."))
    return redirect("search:saved")


def _save(request: HttpRequest, member: Member) -> HttpResponse:
    params = search_params_in(request.POST, boards_readable_by(member)).first_page_with()
    try:
        _search, is_new = save_search(
            member=member, query=params.typed, field=params.place, board=params.board
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(params.url())
    if is_new:
        messages.success(request, gettext("The search is saved. New posts are counted here."))
    else:
        messages.info(request, gettext("You have saved this search already."))
    return redirect("search:saved")


def _page(
    request: HttpRequest, member: Member, *, form: NameForm | None = None, status: int = 200
) -> HttpResponse:
    rows = [
        (row, form if form and form.instance.pk == row.search.pk else _form_of(row.search))
        for row in saved_searches_of(member)
    ]
    context = {"rows": rows, "most": MAX_SAVED, "days": KEPT_FOR.days}
    response = render(request, "search/saved.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _form_of(search: SavedSearch) -> NameForm:
    return NameForm(instance=search, prefix=str(search.pk))
