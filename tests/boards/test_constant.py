"""What pages have in common, written once for each language."""

from django.template import Context, Template
from django.utils import translation


def test_is_written_once_for_each_language() -> None:
    page = Template(
        "{% load constant i18n %}{% constant %}{% translate 'Search' %}{% endconstant %}"
    )
    with translation.override("ko"):
        assert [page.render(Context()) for _ in range(2)] == ["검색", "검색"]
    with translation.override("en"):
        assert page.render(Context()) == "Search"


def test_knows_nothing_of_a_page_or_its_visitor() -> None:
    page = Template(
        "{% load constant %}{% constant %}[{{ user }}{{ secret }}]{% endconstant %}{{ secret }}"
    )
    for secret in ("one", "two"):
        assert page.render(Context({"user": "vuxyz", "secret": secret})) == f"[]{secret}"


def test_includes_and_names_work_inside_and_do_not_reach_outside() -> None:
    page = Template(
        "{% load constant i18n %}{% constant %}{% translate 'Search' as label %}"
        "{% include 'search/_box.html' with box='one' typed='' %}{% endconstant %}[{{ label }}]"
    )
    text = page.render(Context())
    assert 'id="one-words"' in text
    assert text.endswith("[]")
