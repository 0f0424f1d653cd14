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


@pytest.mark.parametrize(
    "inside",
    [
        "{{ user }}",
        "{{ user.handle|default:'-' }}",
        "{{ given|default:user }}",
        "{% if user.is_staff %}x{% endif %}",
        "{% if given and not user %}x{% endif %}",
        "{% if given == 1 %}{% elif user %}x{% endif %}",
        "{% for each in user.posts.all %}{{ each }}{% endfor %}",
        "{% for each in given %}{% endfor %}{{ each }}",
        "{% with name=user.handle %}{{ name }}{% endwith %}",
        "{% with name=given %}{% endwith %}{{ name }}",
        "{% url 'posts:board' user.slug %}",
        "{% translate user %}",
        "{% blocktranslate %}By {{ user }}{% endblocktranslate %}",
        "{% blocktranslate with name=user.handle %}By {{ name }}{% endblocktranslate %}",
        "{% blocktranslate count n=user.posts %}one{% plural %}{{ n }}{% endblocktranslate %}",
        "{% include 'x.html' with name=user %}",
        "{% firstof user given %}",
    ],
)
def test_refuses_what_belongs_to_a_page_or_its_visitor(inside: str) -> None:
    """A name that was left out would vanish on the page, or show one visitor's to another."""
    begin = "{% load i18n render_once %}{% render_once given=given %}"
    with pytest.raises(TemplateSyntaxError, match="user|each|name"):
        Template(f"{begin}{inside}{{% endrender_once %}}")


@pytest.mark.parametrize(
    "inside",
    [
        "{{ given.name|default:'-' }}{% if given == None or True %}x{% endif %}",
        "{% for each in given %}{{ forloop.counter }}{{ each }}{% endfor %}",
        "{% with name=given %}{{ name }}{% endwith %}",
        "{% translate 'Search' as label %}{{ label }}",
        "{% url 'posts:home' as home %}{{ home }}",
        "{% blocktranslate count n=given %}one{% plural %}{{ n }}{% endblocktranslate %}",
    ],
)
def test_knows_what_it_is_given_and_what_its_tags_make(inside: str) -> None:
    begin = "{% load i18n render_once %}{% render_once given=given %}"
    Template(f"{begin}{inside}{{% endrender_once %}}")


def test_is_written_once_for_each_set_of_values() -> None:
    page = Template(
        "{% load render_once %}"
        "{% render_once name=board.name is_open=board.is_open %}[{{ name }}"
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
