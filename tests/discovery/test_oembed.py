"""What other sites get that show a link to a post (oEmbed)."""

import pytest
from lxml import etree

from boards.access import Access
from boards.posts.models import Post
from boards.posts.states import State
from tests.factories import BoardFactory, MemberFactory, PostFactory, UploadFactory

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


@pytest.fixture
def post():
    return PostFactory(title="저축 <이야기>", author=MemberFactory(handle="vubui"))


def ask(client, address, **more):
    return client.get("/oembed/", {"url": address, **more})


def address_of(post):
    return f"{SITE}{post.get_absolute_url()}"


def test_tells_title_masked_author_site_and_card(client, post):
    response = ask(client, address_of(post))
    answer = response.json()
    assert response["Content-Type"] == "application/json"
    card = answer.pop("thumbnail_url")
    assert answer == {
        "version": "1.0",
        "type": "link",
        "title": "저축 <이야기>",
        "author_name": "vuxxxxx",
        "author_url": f"{SITE}/members/{post.author_id}/",
        "provider_name": "모두의 게시판",
        "provider_url": SITE,
        "cache_age": 3600,
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    assert client.get(card.removeprefix(SITE))["Content-Type"] == "image/png"


def test_tells_the_same_as_xml(client, post):
    answer = ask(client, address_of(post)).json()
    response = ask(client, address_of(post), format="xml")
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    tree = etree.fromstring(response.content)
    assert tree.tag == "oembed"
    assert {field.tag: field.text for field in tree} == {
        name: str(value) for name, value in answer.items()
    }


def test_what_xml_cannot_hold_is_left_out_of_it(client, post):
    Post.objects.update(title="제목\x01\uffff & <b>")
    response = ask(client, address_of(post), format="xml")
    assert etree.fromstring(response.content).findtext("title") == "제목 & <b>"


def test_the_first_picture_goes_before_the_card(client):
    upload = UploadFactory()
    body = f'<p><img src="/uploads/{upload.pk}/960.webp" alt="" width="1200" height="800"></p>'
    answer = ask(client, address_of(PostFactory(body=body))).json()
    assert answer["thumbnail_url"] == f"{SITE}/uploads/{upload.pk}/960.webp"


@pytest.mark.parametrize("limit", [{"maxwidth": "600"}, {"maxheight": "100"}])
def test_a_picture_that_is_too_large_is_left_out(client, post, limit):
    assert "thumbnail_url" not in ask(client, address_of(post), **limit).json()
    assert "thumbnail_url" in ask(client, address_of(post), maxwidth="1200").json()


def test_parameters_of_the_address_do_not_matter(client, post):
    assert ask(client, f"{address_of(post)}?board=tax&lang=en#comments").status_code == 200


def test_an_anonymous_author_is_not_told(client):
    post = PostFactory(author=MemberFactory(handle="whisperer"), anonymous_number=0)
    answer = ask(client, address_of(post)).json()
    assert "author_url" not in answer
    assert "wh" not in answer["author_name"]


@pytest.mark.parametrize("reason", ["secret", "hidden", "deleted", "closed"])
def test_what_not_everybody_reads_is_not_found(client, reason):
    post = PostFactory(
        title="감춘 제목",
        is_secret=reason == "secret",
        state=reason if reason in State else State.PUBLISHED,
        board=BoardFactory(read_access=Access.MEMBERS if reason == "closed" else Access.EVERYONE),
    )
    client.force_login(post.author)
    response = ask(client, address_of(post))
    assert response.status_code == 404
    assert "감춘 제목" not in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/posts/{0}/",
        "http://testserver.elsewhere.example/posts/{0}/",
        "http://testserver@elsewhere.example/posts/{0}/",
        "ftp://testserver/posts/{0}/",
        "/posts/{0}/",
        "http://testserver/posts/{0}/history/",
        "http://testserver/posts/999999/",
        "http://testserver/",
        "http://[testserver",
        "nonsense",
        "http://testserver/posts/99999999999999999999999/",
    ],
)
def test_other_addresses_are_not_found(client, post, address):
    assert ask(client, address.format(post.pk)).status_code == 404


@pytest.mark.parametrize(
    "query, status",
    [
        ({}, 400),
        ({"url": ""}, 400),
        ({"url": "x", "maxwidth": "wide"}, 400),
        ({"url": "x", "maxheight": "9" * 10}, 400),
        ({"url": "x", "format": "yaml"}, 501),
    ],
)
def test_a_wrong_question_is_told_why(client, query, status):
    response = client.get("/oembed/", query)
    assert response.status_code == status
    assert response["Content-Type"].startswith("text/plain")
    assert response.content.strip()


def test_is_for_reading_only(client):
    assert client.post("/oembed/").status_code == 405
