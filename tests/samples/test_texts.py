"""The generated texts read like Korean, and like what people write."""

from collections import Counter
from math import log
from random import Random

import pytest

from boards.posts.models import Post
from boards.posts.text.plain_markup import markup_of
from boards.samples import markers, words
from boards.samples.korean import (
    OBJECT,
    SUBJECT,
    TOWARDS,
    Verb,
    clause_ends,
    noun_modifiers,
    sentence_ends,
    with_particle,
)
from boards.samples.speaking import Speaker
from boards.samples.vocabulary import nouns, tag_names, vocabulary


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("비자", OBJECT, "비자를"),
        ("영주권", OBJECT, "영주권을"),
        ("영주권", SUBJECT, "영주권이"),
        ("서울", TOWARDS, "서울로"),
        ("직장", TOWARDS, "직장으로"),
        ("학교", TOWARDS, "학교로"),
        ("H1B", OBJECT, "H1B를"),
        ("I-20", SUBJECT, "I-20이"),
        ("TurboTax", OBJECT, "TurboTax를"),
        ("PERM", OBJECT, "PERM을"),
    ],
)
def test_particles_agree_with_the_last_sound(
    word: str, pair: tuple[str, str], expected: str
) -> None:
    assert with_particle(word, pair) == expected


def test_verbs_are_conjugated() -> None:
    receive, go = Verb("받", "받아", "받으"), Verb("가", "가", "가")
    assert sentence_ends(receive)[:2] == ["받았습니다.", "받아요."]
    assert "받습니다." in sentence_ends(receive)
    assert {"갔습니다.", "갑니다.", "갈까요?"} <= set(sentence_ends(go))
    assert "받으면" in clause_ends(receive)
    assert noun_modifiers(receive) == ["받은", "받는", "받을"]


def test_there_are_thousands_of_words_and_each_noun_stands_once() -> None:
    known = nouns()
    assert len(known) == len(set(known)) > 25_000
    assert len(words.TOPICS) * len(words.COMPOUND_ENDS) > 3_000
    assert len(tag_names()) > 300


def test_words_are_as_unequal_as_zipf_says() -> None:
    speaker = Speaker(Random("zipf"))
    said = Counter(
        word
        for _ in range(4_000)
        for paragraph in speaker.paragraphs("비자", 60)
        for word in paragraph.split()
    )
    counts = [count for _, count in said.most_common()]
    assert len(counts) > 15_000
    # The exponent of Zipf, between the 10th and the 1000th word: near 1 in natural texts.
    exponent = (log(counts[9]) - log(counts[999])) / (log(1000) - log(10))
    assert 0.7 < exponent < 1.3
    assert sum(count == 1 for count in counts) > len(counts) * 0.3


def test_no_word_of_the_vocabulary_looks_like_a_marker() -> None:
    every_marker = [*markers.ONE_OF, markers.IN_SEVEN]
    for weighted in vocabulary():
        together = " ".join(weighted.words)
        assert not [marker for marker in every_marker if marker in together]


def test_texts_have_their_lengths_and_need_no_cleaning() -> None:
    speaker = Speaker(Random("lengths"))
    for _ in range(300):
        title, topic = speaker.title()
        assert 2 <= len(title.split()) <= 7
        assert topic in title
        paragraphs = speaker.paragraphs(topic, 40)
        assert 40 <= sum(len(paragraph.split()) for paragraph in paragraphs) < 49
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        post = Post()
        post.set_title(title)
        post.set_body(body)
        assert (post.title, post.body) == (title, body)
        remark = speaker.remark(12)
        assert 12 <= len(remark.split()) < 21
        assert markup_of(remark) == f"<p>{remark}</p>".replace("\n", "<br>")
