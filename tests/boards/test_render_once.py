"""What pages have in common, written once for each language."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from django.utils.safestring import mark_safe

from boards.templatetags import render_once


def test_is_written_once_for_each_language() -> None:
    page = Template(
        "{% load render_once i18n %}{% render_once %}{% translate 'Search' %}{% endrender_once %}"
    )
    with translation.override("ko"):
        assert [page.render(Context()) for _ in range(2)] == ["검색", "검색"]
    with translation.override("en"):
        assert page.render(Context()) == "Search"


def test_knows_nothing_of_a_page_or_its_visitor() -> None:
    page = Template(
        "{% load render_once %}"
        "{% render_once %}[{{ user }}{{ secret }}]{% endrender_once %}{{ secret }}"
    )
    for secret in ("one", "two"):
        assert page.render(Context({"user": "vuxyz", "secret": secret})) == f"[]{secret}"


def test_is_written_once_for_each_set_of_values() -> None:
    page = Template(
        "{% load render_once %}"
        "{% render_once name=board.name is_open=board.is_open %}[{{ name }}{{ board.name }}"
        "{% if is_open %} open{% endif %}]{% endrender_once %}"
    )
    for name, is_open in [("자유", True), ("세금", False), ("자유", True), ("자유", False)]:
        shown = page.render(Context({"board": {"name": name, "is_open": is_open}}))
        assert shown == f"[{name}{' open' if is_open else ''}]"
    assert page.render(Context()) == "[]"


def test_text_is_escaped_even_where_the_same_was_markup_before() -> None:
    page = Template(
        "{% load render_once %}{% render_once text=text %}{{ text }}{% endrender_once %}"
    )
    assert page.render(Context({"text": mark_safe("<b>")})) == "<b>"  # noqa: S308
    assert page.render(Context({"text": "<b>"})) == "&lt;b&gt;"


def test_keeps_no_more_than_it_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_once, "MAX_KEPT", 3)
    page = Template(
        "{% load render_once %}{% render_once number=number %}{{ number }}{% endrender_once %}"
    )
    for number in [*range(10), *range(10)]:
        assert page.render(Context({"number": number})) == str(number)
    (node,) = page.nodelist.get_nodes_by_type(render_once.RenderOnceNode)
    assert len(node._written) == 3


def test_takes_nothing_but_values_with_names() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load render_once %}{% render_once board %}{% endrender_once %}")


def test_includes_and_names_work_inside_and_do_not_reach_outside() -> None:
    page = Template(
        "{% load render_once i18n %}{% render_once %}{% translate 'Search' as label %}"
        "{% include 'search/_box.html' with box='one' typed='' %}{% endrender_once %}[{{ label }}]"
    )
    text = page.render(Context())
    assert 'id="one-words"' in text
    assert text.endswith("[]")
