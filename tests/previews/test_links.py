"""Which links of a post get a preview."""

import pytest
from pytest_django import Settings

from boards.posts.models import Post
from boards.posts.text.plain_markup import markup_of
from boards.previews.links import links_of


def links(body: str, *, link: str = "") -> list[str]:
    post = Post(link=link)
    post.set_body(body)
    return links_of(post)


def alone(address: str, text: str = "") -> str:
    return f'<p><a href="{address}">{text or address}</a></p>'


def test_the_link_of_the_post_comes_first() -> None:
    found = links(alone("https://b.example/"), link="https://a.example/")
    assert found == ["https://a.example/", "https://b.example/"]


@pytest.mark.parametrize(
    "body",
    [
        alone("https://a.example/x"),
        alone("https://a.example/x", "a.example/x"),
        alone("https://a.example/x", "https://A.example/x".replace("A", "a") + "/"),
        '<p> <a href="https://a.example/x" title="b">https://a.example/x</a> </p>',
        '<p>보세요<br><a href="https://a.example/x">https://a.example/x</a><br>끝</p>',
        '<ul><li>하나</li></ul><p><a href="https://a.example/x">https://a.example/x</a></p>',
        markup_of("읽어 보세요\nhttps://a.example/x\n\n끝"),
    ],
)
def test_an_address_alone_on_a_line_is_shown(body: str) -> None:
    assert links(body) == ["https://a.example/x"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>글</p>",
        '<p>이 <a href="https://a.example/x">https://a.example/x</a> 글</p>',
        alone("https://a.example/x", "여기"),
        alone("https://a.example/x", "https://b.example/x"),
        "<p><a href='https://a.example/x'><b>https://a.example/x</b></a></p>",
        alone("mailto:a@a.example", "a@a.example"),
        alone("/posts/1/", "/posts/1/"),
        alone("http://127.1/"),
        markup_of("보세요 https://a.example/x 좋아요"),
    ],
)
def test_other_links_are_not(body: str) -> None:
    assert links(body) == []


def test_each_page_is_shown_once_and_three_at_most() -> None:
    addresses = [f"https://{name}.example/" for name in "aabcd"]
    body = "".join(map(alone, addresses)) + alone(
        "https://A.example/#part", "https://A.example/#part"
    )
    assert links(body) == [f"https://{name}.example/" for name in "abc"]


def test_entities_in_addresses_are_understood() -> None:
    assert links(markup_of("https://a.example/?b=1&c=2")) == ["https://a.example/?b=1&c=2"]


def test_pages_of_this_site_need_no_preview(settings: Settings) -> None:
    settings.SITE_URL = "https://forum.example"
    for address in ("https://forum.example/posts/1/", "http://FORUM.example:8080/"):
        assert links(alone(address), link=address) == []
