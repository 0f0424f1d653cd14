"""Which words of a post belong to the vocabulary."""

from collections.abc import Iterable, Iterator

from boards.posts.models import Post, TaggedPost
from boards.search.tokens import tokenizer
from boards.search.tokens.keyboard import letters_of
from boards.search.tokens.particles import without_doubtful_particle, without_particle
from boards.search.tokens.tokenizer import RunKind
from boards.search.vocabulary.spelling import mistakes_in

MAX_OF_POST = 40  # words
MIN_SYLLABLES = 2


def words_of_posts(post_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return the words of those posts that everybody may read, by id; two queries for all."""
    posts = Post.objects.visible_to(None).filter(pk__in=list(post_ids))
    texts: dict[int, list[str]] = {pk: [title] for pk, title in posts.values_list("pk", "title")}
    tagged = TaggedPost.objects.filter(content_object__in=list(texts)).order_by("tag_id")
    for pk, name in tagged.values_list("content_object_id", "tag__name"):
        texts[pk].append(name)
    return {pk: words_in(of_post) for pk, of_post in texts.items()}


def words_in(texts: Iterable[str]) -> list[str]:
    """Return the different words of some texts in the order of the alphabet."""
    found = dict.fromkeys(word for text in texts for word in _words_in(text))
    return sorted(list(found)[:MAX_OF_POST])


def _words_in(text: str) -> Iterator[str]:
    """Words with and without what may be a particle, of Hangul or of Latin letters alone."""
    for run in tokenizer.runs(text):
        if run.kind is RunKind.HANGUL:
            stripped = without_particle(run.text)
            for word in (stripped, without_doubtful_particle(stripped)):
                if len(word) >= MIN_SYLLABLES and mistakes_in(len(letters_of(word))):
                    yield word
        elif run.text.isascii() and run.text.isalpha() and mistakes_in(len(run.text)):
            yield run.text
