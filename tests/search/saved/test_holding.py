"""One document is judged as the engines judge it, and asks for whatever may find it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.search.index.conditions import AllOf, AnyOf, Not, Sequence, in_place, mark
from boards.search.index.documents import Document
from boards.search.language.places import Place
from boards.search.saved.holding import TokensOfPost
from boards.search.saved.keys import keys_of, tokens_of
from tests.search import test_engines

placed = st.sampled_from([Place.TITLE, Place.TEXT])


@given(fields=test_engines.documents, condition=test_engines.conditions)
def test_a_document_is_judged_as_its_tokens_say(fields, condition):
    for tokens in fields:
        document = Document(1, 1, *tokens)
        assert TokensOfPost(document).hold(condition) == test_engines.holds(condition, document)


@given(fields=test_engines.documents, condition=test_engines.conditions)
def test_a_document_that_fits_has_one_of_the_keys(fields, condition):
    keys = keys_of(condition)
    if keys is None:
        return
    for tokens, text, _comments in fields:
        document = Document(1, 1, tokens, text)
        if test_engines.holds(condition, document):
            assert keys.tokens & tokens_of(document)


@pytest.mark.parametrize(
    ("condition", "tokens"),
    [
        (Sequence(("건강", "강보", "보험")), {"강보"}),
        (AllOf((Sequence(("세금",)), Sequence(("건강", "강보", "보험")))), {"강보"}),
        (AllOf((mark("_b1"), Sequence(("세금",)))), {"세금"}),
        (AllOf((mark("_b1"), mark("_g2"))), {"_g2"}),
        (AnyOf((Sequence(("세금",)), Sequence(("tax",)))), {"세금", "tax"}),
        (AllOf((Not(Sequence(("세금",))), mark("_b1"))), {"_b1"}),
        (in_place(Sequence(("세금",)), Place.COMMENTS), set()),
    ],
)
def test_the_rarest_part_is_the_key(condition, tokens):
    keys = keys_of(condition)
    assert keys is not None
    assert keys.tokens == tokens


@pytest.mark.parametrize(
    "condition",
    [
        Not(Sequence(("세금",))),
        Sequence(("세",), is_beginning=True),
        AnyOf((Sequence(("세금",)), Not(Sequence(("비자",))))),
        AllOf(()),
    ],
)
def test_what_most_posts_may_fit_has_no_key(condition):
    assert keys_of(condition) is None
