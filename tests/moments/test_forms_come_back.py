"""A form that comes back as it was shown changes no moment."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from boards.members.models import Member
from boards.moments.fields import AdminMomentField, MomentField
from boards.moments.local_times import validate_year
from boards.moments.widgets import zone_sentences
from boards.posts.models import Notice, Post, Revision
from forum.admin_site import ForumAdminSite
from tests.factories import AdminFactory, NoticeFactory, PostFactory
from tests.moments.sending import sent_back

pytestmark = pytest.mark.django_db

MOMENTS = {
    "first of two hours": datetime(2026, 11, 1, 5, 30, 15, 123456, tzinfo=UTC),
    "second of two hours": datetime(2026, 11, 1, 6, 30, 15, 654321, tzinfo=UTC),
    "before the skipped hour": datetime(2026, 3, 8, 6, 59, 59, 999999, tzinfo=UTC),
    "after the skipped hour": datetime(2026, 3, 8, 7, 0, 0, 1, tzinfo=UTC),
    "first year": datetime(1970, 1, 1, tzinfo=UTC),
    "last year": datetime(2999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    "seconds of an offset": datetime(1972, 1, 7, 0, 44, 29, 5, tzinfo=UTC),
    "after seconds of an offset": datetime(1972, 1, 7, 0, 44, 30, 5, tzinfo=UTC),
    "half an hour twice": datetime(2026, 4, 4, 14, 45, 0, 7, tzinfo=UTC),
    "half an hour twice, again": datetime(2026, 4, 4, 15, 15, 0, 7, tzinfo=UTC),
    "day that was skipped": datetime(2011, 12, 30, 10, 0, 0, 1, tzinfo=UTC),
    "an ordinary day": datetime(2026, 7, 1, 1, 2, 3, 4, tzinfo=UTC),
}
ZONES = [
    "America/New_York", "Asia/Seoul", "UTC", "Australia/Lord_Howe", "Asia/Kathmandu",
    "Africa/Monrovia", "Pacific/Apia", "Pacific/Kiritimati", "Etc/GMT+12", "America/St_Johns",
]  # fmt: skip
EDIT_FORM = "//form[.//*[@name='title']]"


@pytest.fixture
def chief(client: Client) -> Member:
    member = AdminFactory()
    client.force_login(member)
    return member


def row_of(instance: models.Model) -> dict[str, Any]:
    return type(instance)._default_manager.filter(pk=instance.pk).values().get()


def live_in(member: Member, zone: str, language: str = "en") -> None:
    member.time_zone, member.language = zone, language
    member.save()


@pytest.mark.parametrize("zone", ZONES)
def test_the_admin_s_form_of_a_post_changes_nothing(
    client: Client, chief: Member, zone: str
) -> None:
    live_in(chief, zone)
    post = PostFactory(body="<p>한 줄</p>\n<pre>두\n줄</pre>")
    page = reverse("admin:boards_posts_post_change", args=[post.pk])
    for moment in MOMENTS.values():
        Post.objects.filter(pk=post.pk).update(posted_at=moment)
        before = row_of(post)
        form = sent_back(client.get(page).content.decode(), form=EDIT_FORM)
        assert client.post(page, form).status_code == 302
        assert row_of(post) == before


@pytest.mark.parametrize("door", ["posts:notice", "admin:boards_posts_notice_change"])
@pytest.mark.parametrize("zone", ZONES)
def test_the_forms_of_a_notice_change_nothing(
    client: Client, chief: Member, zone: str, door: str
) -> None:
    live_in(chief, zone, language="ko")
    notice = NoticeFactory()
    page = reverse(door, args=[notice.post_id if door == "posts:notice" else notice.pk])
    for end in [None, *MOMENTS.values()]:
        start = max(MOMENTS["first year"], (end or MOMENTS["last year"]) - timedelta(minutes=61))
        if start == end:
            continue
        Notice.objects.filter(pk=notice.pk).update(starts_at=start, ends_at=end)
        before = row_of(notice)
        form = sent_back(client.get(page).content.decode(), form="//form[.//*[@name='position']]")
        assert client.post(page, form).status_code == 302
        assert row_of(notice) == before


def test_what_is_left_of_a_form_without_its_hidden_fields_changes_nothing(
    client: Client, chief: Member
) -> None:
    live_in(chief, "America/New_York")
    notice = NoticeFactory(starts_at=MOMENTS["second of two hours"])
    page = reverse("posts:notice", args=[notice.post_id])
    form = {"scope": notice.scope, "position": 100, "starts_at": "2026-11-01T01:30", "ends_at": ""}
    assert client.post(page, form).status_code == 302
    assert Notice.objects.get().starts_at == MOMENTS["second of two hours"]


def admin_fields() -> list[tuple[type[models.Model], str]]:
    """Every moment of every model in the admin that a form could show."""
    return [
        (model, field.name)
        for model in admin.site._registry
        for field in model._meta.fields
        if isinstance(field, models.DateTimeField) and field.editable
    ]


def form_of(model: type[models.Model], name: str, *args: Any, **kwargs: Any) -> forms.Form:
    """A form of one field: the one that the model's admin class gives it."""
    request = RequestFactory().get("/")
    request.user = AdminFactory.build()
    field = admin.site._registry[model].formfield_for_dbfield(model._meta.get_field(name), request)
    return type("Form", (forms.Form,), {name: field})(*args, **kwargs)


@pytest.mark.parametrize(("model", "name"), admin_fields())
def test_every_moment_in_the_admin_comes_back(model: type[models.Model], name: str) -> None:
    for moment, zone in product(MOMENTS.values(), ZONES):
        with timezone.override(zone):
            shown = form_of(model, name, initial={name: moment})
            assert isinstance(shown.fields[name], AdminMomentField)
            sent = form_of(model, name, sent_back(f"<form>{shown.as_p()}</form>"))
            assert sent.is_valid()
            assert sent.cleaned_data[name] == moment, zone
            assert not sent.has_changed()


def test_inlines_of_the_admin_have_our_field_too() -> None:
    request = RequestFactory().get("/")
    request.user = AdminFactory.build()
    for model_admin in admin.site._registry.values():
        for inline in model_admin.get_inline_instances(request):
            for field in inline.opts.fields:
                if isinstance(field, models.DateTimeField):
                    shown = inline.formfield_for_dbfield(field, request)
                    assert shown is None or isinstance(shown, AdminMomentField), field


def test_an_admin_class_that_is_registered_later_gets_it_too() -> None:
    site = ForumAdminSite()
    site.register(Revision)
    field = site._registry[Revision].formfield_for_dbfield(
        Revision._meta.get_field("replaced_at"), RequestFactory().get("/")
    )
    assert isinstance(field, AdminMomentField)


def test_no_form_of_the_site_has_a_moment_of_another_kind() -> None:
    for form in subclasses(forms.BaseForm):
        if form.__module__.startswith("boards."):
            for name, field in form.base_fields.items():
                other = isinstance(field, (forms.DateTimeField, forms.SplitDateTimeField))
                ours = isinstance(field, (MomentField, AdminMomentField))
                in_admin = issubclass(form, forms.ModelForm) and "admin" in form.__module__
                assert ours or not other or in_admin, (form, name)


def subclasses(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


# -- what is typed ------------------------------------------------------------------------------


def typed(field: forms.Field, **data: str) -> forms.Form:
    class Typed(forms.Form):
        at = field

    return Typed(data)


def site_field(text: str, **more: str) -> forms.Form:
    return typed(MomentField(), at=text, **more)


def admin_field(text: str, **more: str) -> forms.Form:
    day, _, time = text.partition("T")
    return typed(AdminMomentField(), at_0=day, at_1=time, **more)


@pytest.fixture(params=[site_field, admin_field], ids=["site", "admin"])
def typing(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_a_time_that_comes_twice_is_the_first_one(typing: Any) -> None:
    with timezone.override("America/New_York"):
        form = typing("2026-11-01T01:30")
        assert form.is_valid()
        assert form.cleaned_data["at"] == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
        assert "the second time (EST)" in form["at"].as_widget()
        assert typing("2026-11-01T02:30")["at"].as_widget().count("<option") == 0


def test_the_second_of_two_hours_can_be_chosen(typing: Any) -> None:
    with timezone.override("America/New_York"):
        form = typing("2026-11-01T01:30", **{"at-which": "1"})
        assert form.is_valid()
        assert form.cleaned_data["at"] == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_choosing_the_other_hour_keeps_the_microseconds(typing: Any) -> None:
    exact = MOMENTS["first of two hours"]
    with timezone.override("America/New_York"):
        form = typing("2026-11-01T01:30:15", **{"initial-at": exact.isoformat(), "at-which": "1"})
        assert form.is_valid()
        assert form.cleaned_data["at"] == exact + timedelta(hours=1)
        assert form.has_changed()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "the clocks go forward"), ("ko", "시계를 앞당기므로")]
)
def test_a_time_that_is_skipped_is_refused_in_words(typing: Any, language: str, words: str) -> None:
    with timezone.override("America/New_York"), translation.override(language):
        form = typing("2026-03-08T02:30")
        assert not form.is_valid()
        assert words in form.errors["at"][0]
        assert "02:30" in form.errors["at"][0]
        assert "02:30" in form["at"].as_widget()


@pytest.mark.parametrize("text", ["0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T00:00", "x"])
def test_what_is_no_time_is_refused_and_given_back(typing: Any, text: str) -> None:
    zones = ["Asia/Seoul", "America/New_York"]
    refused = []
    for zone in zones:
        with timezone.override(zone):
            form = typing(text)
            refused.append(not form.is_valid())
            assert text.partition("T")[0] in form["at"].as_widget()
    assert any(refused)


def test_a_time_with_another_text_is_what_was_typed(typing: Any) -> None:
    with timezone.override("America/New_York"):
        exact = MOMENTS["an ordinary day"].isoformat()
        form = typing("2026-07-01T09:00", **{"initial-at": exact})
        assert form.is_valid()
        assert form.cleaned_data["at"] == datetime(2026, 7, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize("rubbish", ["x", "2026-13-01", "2026-07-01T01:02:03", "\0", "9" * 5000])
def test_rubbish_in_the_hidden_field_is_passed_over(typing: Any, rubbish: str) -> None:
    form = typing("2026-07-01T09:00", **{"initial-at": rubbish})
    assert form.is_valid()


def test_an_empty_field_stays_empty() -> None:
    for field, names in ((MomentField, ["at"]), (AdminMomentField, ["at_0", "at_1"])):
        form = typed(field(required=False), **dict.fromkeys(names, ""))
        assert form.is_valid()
        assert form.cleaned_data["at"] is None
        assert not form.has_changed()


def test_the_rule_is_told_where_clocks_change_and_nowhere_else(
    client: Client, chief: Member
) -> None:
    page = reverse("posts:notice", args=[PostFactory().pk])
    live_in(chief, "America/New_York")
    assert "an hour comes twice" in client.get(page).content.decode()
    live_in(chief, "Asia/Seoul")
    assert "an hour comes twice" not in client.get(page).content.decode()
    assert "Times are of Asia/Seoul." in client.get(page).content.decode()


@given(
    moment=st.datetimes(datetime(1970, 1, 2), datetime(2999, 12, 30), timezones=st.just(UTC)),
    zone=st.timezone_keys(),
)
def test_any_moment_comes_back_in_any_zone(moment: datetime, zone: str) -> None:
    with timezone.override(zone):
        for field in (MomentField, AdminMomentField):

            class Shown(forms.Form):
                at = field()

            page = Shown(initial={"at": moment}).as_p()
            form = Shown(sent_back(f"<form>{page}</form>"))
            assert form.is_valid()
            assert form.cleaned_data["at"] == moment


def test_years_are_those_of_the_stored_moment() -> None:
    with timezone.override("America/New_York"):
        with pytest.raises(ValidationError):
            validate_year(datetime(2999, 12, 31, 23, tzinfo=timezone.get_current_timezone()))
        validate_year(datetime(1969, 12, 31, 23, tzinfo=timezone.get_current_timezone()))
    for year in (1, 9999):
        with pytest.raises(ValidationError):
            validate_year(datetime(year, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Asia/Seoul", "시각은 서울 기준입니다."),
        ("Asia/Kathmandu", "시각은 UTC+5:45 기준입니다."),
        ("America/St_Johns", "시각은 UTC-2:30 기준입니다."),
        ("America/Caracas", "시각은 UTC-4 기준입니다."),
    ],
)
@time_machine.travel("2026-07-01T12:00:00Z", tick=False)
def test_a_korean_page_names_the_time_zone_in_korean_or_by_its_distance(zone, told) -> None:
    with timezone.override(zone), translation.override("ko"):
        assert zone_sentences().startswith(told)
