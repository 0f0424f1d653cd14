"""Every address of the site, as in production: its headers, its cookies and what its HTML holds.

The addresses come from the URL configuration, so a new one is tested from its first day.
"""

import re
import runpy
from collections.abc import Iterator
from contextlib import closing
from http.cookies import Morsel

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from pytest_django import Settings

import forum.settings
from boards.access import Access
from boards.counters.models import ViewTotal
from boards.filters.models import Filter
from boards.moderation.models import Case, CleanUp, TakedownRequest
from boards.posts.models import Comment, CommentMerge, Post
from boards.posts.states import State
from boards.sanctions.models import Sanction
from boards.search.models import SynonymGroup
from boards.support.models import Merge
from boards.vote_rings.models import VoteRing
from forum.last_resort import answer_whatever_happens
from forum.security_headers import security_headers, with_security_headers
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    NoticeFactory,
    PostFactory,
    UploadFactory,
)
from tests.forum.page_rules import broken_rules
from tests.moderation.people import report
from tests.moderation.takedowns.requests import filed
from tests.posts.polls.asking import give_poll
from tests.previews.sharing import ready_preview, with_picture

POLICY = {
    *("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"),
    *("connect-src 'self'", "font-src 'self'", "form-action 'self'", "img-src 'self'"),
    *("manifest-src 'self'", "script-src 'self'", "style-src 'self'"),
}
HEADERS = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# Of pages whose URL holds a secret.
STRICTER = {"Referrer-Policy": "no-referrer"}
SWITCHED_OFF = {"camera", "geolocation", "microphone", "payment", "usb"}
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).strip("^$")
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from routes(entry, route)


ROUTES = sorted(set(routes(get_resolver("forum.urls"))))


@pytest.fixture(autouse=True)
def production(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take over what the settings say about security when SITE_URL is https."""
    monkeypatch.setenv("SITE_URL", "https://testserver")
    kinds = ("SECURE_", "SESSION_", "CSRF_", "LANGUAGE_COOKIE_", "X_FRAME_", "CONTENT_", "PERM")
    for name, value in runpy.run_path(forum.settings.__file__).items():
        if name.startswith(kinds):
            setattr(settings, name, value)


@pytest.fixture
def content(db: None) -> dict[str, str]:
    """Rows to show, and what stands for each argument of an address."""
    board = BoardFactory(slug="talk", rules_ko="서로 존중해요.")
    post = PostFactory(board=board)
    ViewTotal.objects.create(post=post, total=3)
    Group.objects.create(name="helpers")
    post.tags.add("세금")
    NoticeFactory(post=post)
    CommentFactory(post=post)
    report(post)
    takedown = filed("other", post)
    author, done = post.author, {"reason": "도배", "finished_at": timezone.now()}
    CleanUp.objects.create(member=author, board=board, **done)
    Merge.objects.create(gone=MemberFactory(), kept=author, **done)
    CommentMerge.objects.create(
        source=post, target=PostFactory(board=board), state_before="published", was_locked=False,
        total=0, finished_at=timezone.now(),
    )  # fmt: skip
    Filter.objects.create(name="욕설", entries="시발", is_active=True)
    Sanction.objects.create(member=author, kind="warn", board=board, reason="욕설")
    SynonymGroup.objects.create(words="영주권, 그린카드")
    give_poll(post)
    VoteRing.objects.create(
        reason="burst", board=board, subject="x", members=1, recommendations=1, things=1
    )
    return {
        "claim": "other",
        "number": str(takedown.pk),
        "secret": takedown.secret,
        "slug": board.slug,
        "pk": str(post.pk),
        "upload_id": str(UploadFactory(owner=post.author, post=post).pk),
        "width": "480",
        "picture_key": str(with_picture(ready_preview(post)).picture),
        "object_id": "1",
        "content_type_id": "1",
        "kind": "posts",
        "syntax": "atom",
        "app_label": "boards",
        "url": "nothing/here",
    }


def address_of(route: str, content: dict[str, str]) -> str:
    """Return an address of this route; its objects exist wherever we know how to find one."""
    arguments = dict(content)
    if route.startswith("report/"):
        arguments["kind"] = "post"
    if route.startswith("moderation/cases/"):
        arguments["pk"] = str(Case.objects.get().pk)
    if route.startswith("moderation/clean-ups/"):
        arguments["pk"] = str(CleanUp.objects.get().pk)
    if route.startswith("moderation/comment-merges/"):
        arguments["pk"] = str(CommentMerge.objects.get().pk)
    if route.startswith("moderation/merges/"):
        arguments["pk"] = str(Merge.objects.get().pk)
    if route.startswith("moderation/recommendations/"):
        arguments["pk"] = str(VoteRing.objects.get().pk)
    if route.startswith("moderation/takedowns/"):
        arguments["pk"] = str(TakedownRequest.objects.get().pk)
    if route.startswith(("members/", "moderation/members/")):
        arguments["pk"] = str(Post.objects.get(pk=content["pk"]).author_id)
    if route.startswith("comments/"):
        arguments["pk"] = str(Comment.objects.get(post=content["pk"]).pk)
    if route.startswith("best/"):
        arguments["period"] = "week"
    if route.startswith("tags/"):
        arguments["slug"] = "세금"
    for model, _ in admin.site._registry.items():
        if route.startswith(f"admin/{model._meta.app_label}/{model._meta.model_name}/"):
            arguments["object_id"] = str(
                model._default_manager.values_list("pk", flat=True).first()
            )
            arguments["id"] = arguments["pk"] = arguments["object_id"]
    return "/" + ARGUMENT.sub(lambda match: arguments.get(match[1] or match[2], "1"), route)


def assert_strict(response: HttpResponse) -> None:
    for name, value in HEADERS.items():
        assert response.headers.get(name) in (value, STRICTER.get(name, value)), name
    assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY
    permissions = response.headers["Permissions-Policy"]
    assert {part.strip() for part in permissions.split(",")} >= {f"{f}=()" for f in SWITCHED_OFF}
    for cookie in response.cookies.values():
        assert_strict_cookie(cookie)
    if response.headers.get("Content-Type", "").startswith("text/html"):
        assert broken_rules(response.content.decode()) == []


def assert_strict_cookie(cookie: "Morsel[str]") -> None:
    assert cookie["secure"] is True, cookie
    assert cookie["httponly"] is True, cookie
    assert cookie["samesite"] in ("Lax", "Strict"), cookie


@pytest.mark.parametrize("route", ROUTES)
def test_every_address_is_strict_for_guests_and_for_administrators(
    route: str, content: dict[str, str]
) -> None:
    guest, administrator = Client(), Client()
    administrator.force_login(AdminFactory())
    for client in (guest, administrator):
        response = client.get(address_of(route, content), secure=True)
        assert response.status_code < 500
        assert_strict(response)


def test_the_walk_reaches_pages_and_not_only_errors(content: dict[str, str]) -> None:
    administrator = Client()
    statuses = []
    for route in ROUTES:
        administrator.force_login(AdminFactory())
        statuses.append(administrator.get(address_of(route, content), secure=True).status_code)
    assert statuses.count(200) > len(ROUTES) / 2
    pages = [status for status in statuses if status != 405]  # what is only sent to is no page
    assert sum(status >= 400 for status in pages) < len(pages) / 5


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 403, 404, 405, 410, 500])
def test_pages_of_errors_are_strict(status: int, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.forum.urls_with_a_failure"
    client = Client(raise_request_exception=False)
    closed = BoardFactory(read_access=Access.MODERATORS)
    deleted = PostFactory(state=State.DELETED)
    response = {
        400: lambda: client.get("/", secure=True, headers={"host": "not..a..host"}),
        403: lambda: client.get(closed.get_absolute_url(), secure=True),
        404: lambda: client.get("/nothing/here/", secure=True),
        405: lambda: client.put("/", secure=True),
        410: lambda: client.get(deleted.get_absolute_url(), secure=True),
        500: lambda: client.get("/fail/", secure=True),
    }[status]()
    assert response.status_code == status
    assert_strict(response)


@pytest.mark.django_db
def test_a_form_from_elsewhere_gets_a_strict_page() -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", secure=True)
    assert response.status_code == 403
    assert_strict(response)


@pytest.mark.django_db
def test_cookies_of_a_member_are_strict() -> None:
    member = AdminFactory(password="a password of some length")
    member.vouch_for_email()
    client = Client()
    credentials = {"login": member.handle, "password": "a password of some length"}
    signed_in = client.post("/accounts/login/", credentials, secure=True)
    switched = client.post("/language/", {"language": "ko"}, secure=True)
    for response, name in ((signed_in, "sessionid"), (switched, "django_language")):
        assert name in response.cookies
        assert_strict(response)


@pytest.mark.django_db
def test_static_files_are_strict() -> None:
    with closing(Client().get("/static/css/site.css", secure=True)) as response:
        assert response.status_code == 200
        assert_strict(response)


def test_http_is_sent_to_https_except_for_load_balancers(db: None) -> None:
    response = Client().get("/")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/")
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    for path in ("/healthz", "/readyz"):
        assert Client().get(path).status_code == 200


@pytest.mark.parametrize(
    "markup",
    [
        "<p style='color: red'>",
        "<body onload='f()'>",
        "<script>f()</script>",
        "<style>p {}</style>",
        "<a href='javascript:f()'>",
        "<img src='https://elsewhere.example/i.png'>",
        "<link rel=stylesheet href=//elsewhere.example/c.css>",
        "<form action='https://elsewhere.example/'>",
    ],
)
def test_the_rules_find_what_they_forbid(markup: str) -> None:
    assert len(broken_rules(markup)) == 1


def test_the_rules_let_pass_what_the_policy_lets_pass() -> None:
    markup = (
        "<link rel=canonical href='https://testserver/'><script src=/a.js type=module></script>"
        "<script type='application/json'>{}</script>"
        "<script type='application/ld+json'>{}</script><a href='https://elsewhere.example/'>there</a>"
    )
    assert broken_rules(markup) == []


def test_the_page_of_last_resort_has_every_header() -> None:
    told: dict[str, str] = {}

    def fail(environ: object, start_response: object) -> list[bytes]:
        raise RuntimeError

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        told.update(headers, status=status)

    application = with_security_headers(answer_whatever_happens(fail))
    page = b"".join(application({"wsgi.url_scheme": "https"}, start))
    assert told.pop("status").startswith("503") and page
    assert security_headers(is_secure=True).items() <= told.items()
