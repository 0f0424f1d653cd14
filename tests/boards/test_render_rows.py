"""Rows of one template, rendered once for each of their shapes."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from django.utils.safestring import SafeString

LOAD = "{% load i18n render_rows %}"
ROW = (
    "{% render_rows rows=rows %}[{% if row.name %}{{ row.name }}{% else %}–{% endif %}]"
    "{% endrender_rows %}"
)


def rendered(template, rows, **context):
    return Template(LOAD + template).render(Context({"rows": rows, **context}))


def test_each_row_has_its_own_texts():
    assert rendered(ROW, [{"name": "kim"}, {"name": ""}, {"name": "lee"}]) == "[kim][–][lee]"


def test_texts_are_escaped_and_markup_is_not():
    rows = [{"name": "<b>"}, {"name": SafeString("<b>")}, {"name": "\"&'\x00name\x00"}]
    template = Template(LOAD + ROW)
    for _ in range(2):  # as it is first rendered, and as it is remembered
        assert template.render(Context({"rows": rows})) == (
            "[&lt;b&gt;][<b>][&quot;&amp;&#x27;\x00name\x00]"
        )


def test_rows_differ_by_what_is_no_text_and_by_the_texts_that_are_compared():
    template = (
        '{% render_rows rows=rows compared="kind" %}{{ row.number }}{% if row.is_new %}!{% endif %}'
        '{% if row.kind == "b" %}B{% endif %} {% endrender_rows %}'
    )
    rows = [
        {"number": number, "is_new": is_new, "kind": kind}
        for number in (1, 2)
        for is_new in (True, False)
        for kind in ("a", "b")
    ]
    assert rendered(template, rows) == "1! 1!B 1 1B 2! 2!B 2 2B "


def test_the_template_is_rendered_once_for_rows_of_one_shape():
    template = Template(LOAD + ROW)
    node = template.nodelist[-1]
    template.render(Context({"rows": [{"name": "kim"}, {"name": "lee"}, {"name": ""}]}))
    assert len(node._patterns) == 2


def test_a_row_speaks_the_language_of_the_page():
    template = Template(
        LOAD + '{% render_rows rows=rows %}{% translate "Comments" %}{% endrender_rows %}'
    )
    said = []
    for language in ("ko", "en", "ko"):
        with translation.override(language):
            said.append(template.render(Context({"rows": [{}]})))
    assert said == ["댓글", "Comments", "댓글"]


def test_nothing_else_of_the_page_is_known_inside():
    with pytest.raises(TemplateSyntaxError, match="viewer"):
        Template(LOAD + "{% render_rows rows=rows %}{{ viewer }}{% endrender_rows %}")


@pytest.mark.parametrize("said", ["", "rows", "rows=rows viewer=viewer", 'compared="a"'])
def test_it_takes_rows_and_what_is_compared(said):
    with pytest.raises(TemplateSyntaxError):
        Template(LOAD + f"{{% render_rows {said} %}}{{% endrender_rows %}}")
