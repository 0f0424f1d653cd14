"""Previews below a post, and their pictures."""

from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings

from boards.posts.models import Post
from boards.posts.text.plain_markup import markup_of
from boards.previews.models import LinkPreview
from boards.previews.pictures import picture_file
from tests.factories import PostFactory
from tests.forum.page_rules import broken_rules
from tests.previews.sharing import ready_preview, with_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("previews_on")]

ADDRESS = "https://a.example/x"


@pytest.fixture
def post() -> Post:
    return PostFactory(body=markup_of(ADDRESS))


def page_of(post: Post) -> str:
    return Client().get(post.get_absolute_url()).content.decode()


def test_a_card_shows_title_description_site_and_where_it_leads(post: Post) -> None:
    ready_preview(post, description="설명", site_name="동네 신문")
    card = page_of(post).split('class="link-cards"')[1].split("</ul>")[0]
    assert f'href="{ADDRESS}" rel="nofollow ugc noopener"' in card
    for text in ("기사 제목", "설명", "동네 신문", "a.example"):
        assert text in card
    assert "<img" not in card


def test_its_picture_comes_from_this_site_and_only_when_it_is_near(post: Post) -> None:
    preview = with_picture(ready_preview(post))
    card = page_of(post).split('class="link-cards"')[1]
    assert f'<img src="/previews/{preview.picture}.webp" alt=""' in card
    assert 'loading="lazy"' in card


def test_hostile_texts_stay_texts(post: Post) -> None:
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    ready_preview(post, title=hostile, description=hostile, site_name=hostile)
    page = page_of(post)
    assert page.count("&lt;script&gt;alert(1)") == 3
    assert "<script>alert" not in page
    assert broken_rules(page) == []


def test_several_stand_in_the_order_of_their_links(post: Post) -> None:
    for number in (2, 1):
        preview = ready_preview(post, address=f"https://{number}.example/", title=f"제목 {number}")
        preview.uses.update(position=number)
    page = page_of(post)
    assert page.index("제목 1") < page.index("제목 2")


@pytest.mark.parametrize("state", [LinkPreview.State.WAITING, LinkPreview.State.FAILED])
def test_what_is_not_ready_is_not_shown(post: Post, state: str) -> None:
    ready_preview(post, state=state)
    assert "link-card" not in page_of(post)


def test_switched_off_nothing_is_shown(post: Post, settings: Settings) -> None:
    ready_preview(post)
    settings.LINK_PREVIEWS = False
    assert "link-card" not in page_of(post)


def test_cards_cost_one_query_and_posts_without_links_none(
    post: Post, django_assert_max_num_queries
) -> None:
    ready_preview(post)
    ready_preview(post, address="https://b.example/")
    plain = PostFactory(body='<p>글 <a href="https://a.example/x">안</a>에</p>')
    counts = {}
    for each in (plain, post):
        with django_assert_max_num_queries(20) as captured:
            page_of(each)
        counts[each] = [q for q in captured.captured_queries if "linkpreview" in q["sql"]]
    assert (len(counts[plain]), len(counts[post])) == (0, 1)


class TestPictures:
    def test_is_kept_by_everybody_for_good(self, post: Post) -> None:
        preview = with_picture(ready_preview(post))
        response = Client().get(preview.picture_url)
        assert response.status_code == 200
        assert response.content.startswith(b"RIFF")
        assert response["Content-Type"] == "image/webp"
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Cookie" not in response.get("Vary", "")
        again = Client().get(preview.picture_url, headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304

    def test_is_found_under_its_own_name_alone(self, post: Post) -> None:
        preview = with_picture(ready_preview(post))
        for name in (str(uuid4()), str(preview.pk), "1"):
            assert Client().get(f"/previews/{name}.webp").status_code == 404

    def test_a_lost_file_is_not_found(self, post: Post) -> None:
        preview = with_picture(ready_preview(post))
        assert preview.picture
        default_storage.delete(picture_file(preview.picture))
        assert Client().get(preview.picture_url).status_code == 404

    def test_answers_only_to_reading(self, post: Post) -> None:
        preview = with_picture(ready_preview(post))
        assert Client().post(preview.picture_url).status_code == 405
