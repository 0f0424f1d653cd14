"""Feeds stay well-formed whatever people write."""

import pytest
from lxml import etree

from boards.posts.models import Comment, Post
from tests.factories import BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.feeds.reading import KINDS, SYNTAXES, address, parsed

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<script>alert(1)</script><b>굵게</b> &amp; &lt;",
    "]]><![CDATA[ ]]&gt; <!-- --> <?xml version='1.0'?> <!DOCTYPE x [<!ENTITY a 'b'>]> &a;",
    "👨\u200d👩\u200d👧‍👦 🇰🇷 \U0001f600\U0010ffff",
    "\x01\x08\x0b\x0c\x1f\x7f\x80\x9f\ufffe\uffff\ufdd0 보이지 않는 글자",
    "\u202eשלום \u2067مرحبا\u2069 \u200f",
    "e" + "\u0301" * 200,
    "\r\n\t 줄 \u2028 \u2029 끝",
]


@pytest.fixture(params=HOSTILE, ids=range(len(HOSTILE)))
def text(request):
    return request.param


@pytest.fixture
def post(text):
    """A post whose every text is hostile, stored past all forms."""
    board = BoardFactory(name_en=text[:80], name_ko=text[:80], slug="talk", description_en=text)
    author = MemberFactory(handle="ab")
    post = PostFactory(board=board, author=author, title="제목")
    post.tags.add("세금")
    comment = CommentFactory(post=post)
    CommentFactory(post=post, parent=comment, text=text)
    post.set_body(f"<p>{text}</p>{text}<pre>{text}</pre><a href='/{text}' title='{text}'>x</a>")
    Post.objects.update(
        title=text[:200], body=post.body, body_text=text, source=text[:200], link="https://x/?]]>"
    )
    Comment.objects.filter(pk=comment.pk).update(body=f"<p>{post.body}</p>", text=text)
    post.refresh_from_db()
    return post


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("content", ["", "excerpt"])
def test_every_feed_is_well_formed(client, post, kind, syntax, content):
    response = client.get(address(post, kind, syntax), {"content": content})
    assert parsed(response).entries
    tree = etree.fromstring(response.content)  # a strict parser besides
    said = "".join(tree.itertext())
    assert not set(said) & {"\x01", "\x08", "\x1f", "\x7f", "\ufffe", "\uffff"}


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_plain_texts_are_read_as_they_were_written(client, syntax):
    title = "a ]]> b < c & d"
    PostFactory(title=title, body="<p>1 &lt; 2 ]]&gt; &amp;amp;</p>")
    tree = etree.fromstring(client.get(f"/feed.{syntax}").content)
    texts = [element.text for element in tree.iter()]
    assert title in texts
    shown = "1 < 2 ]]> &amp;"
    assert shown in texts if syntax == "atom" else "1 &lt; 2 ]]&gt; &amp;amp;" in texts


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_thirty_posts_of_a_hundred_thousand_characters_are_a_feed(client, syntax):
    board, author = BoardFactory(), MemberFactory()
    for _ in range(30):
        PostFactory(board=board, author=author, body=f"<p>{'가나다 ' * 25_000}</p>")
    feed = parsed(client.get(f"/feed.{syntax}"))
    assert len(feed.entries) == 30
    assert len(feed.entries[0].content[-1].value) > 99_000


@pytest.mark.parametrize("name", ["C++", "💰", "구인/구직", "a?b#c", "..", "%2f", "feed.atom"])
def test_tags_of_any_name_have_a_feed(client, name):
    post = PostFactory()
    post.tags.add(name)
    for syntax in SYNTAXES:
        feed = parsed(client.get(f"{post.tags.get().get_absolute_url()}feed.{syntax}"))
        assert feed.entries
