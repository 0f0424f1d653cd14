"""Which addresses are videos, and which only look like one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from boards.posts.text.plain_markup import markup_of
from boards.posts.text.videos import MAX_VIDEOS, frame_sources, video_at, videos_in, with_videos

ID = "dQw4w9WgXcQ"
EMBED = f"https://www.youtube-nocookie.com/embed/{ID}?autoplay=1&rel=0"


@pytest.mark.parametrize(
    ("address", "start"),
    [
        (f"https://youtu.be/{ID}", ""),
        (f"http://youtu.be/{ID}", ""),
        (f"https://youtu.be/{ID}/", ""),
        (f"https://youtu.be/{ID}?si=AbCdEfGhIjKlMnOp", ""),
        (f"https://youtu.be/{ID}?t=90", "90"),
        (f"https://youtu.be/{ID}?si=x&t=1m30s", "90"),
        (f"https://www.youtube.com/watch?v={ID}", ""),
        (f"https://youtube.com/watch?v={ID}", ""),
        (f"https://m.youtube.com/watch?v={ID}&feature=share", ""),
        (f"https://music.youtube.com/watch?v={ID}", ""),
        (f"https://www.youtube.com/watch?list=PL123&v={ID}&index=2", ""),
        (f"https://www.youtube.com/watch?v={ID}&t=1h2m3s", "3723"),
        (f"https://www.youtube.com/watch?v={ID}&start=45", "45"),
        (f"https://www.youtube.com/watch?v={ID}#t=45", "45"),
        (f"https://www.youtube.com/watch?v={ID}&t=soon", ""),
        (f"https://www.youtube.com/shorts/{ID}", ""),
        (f"https://www.youtube.com/live/{ID}?feature=share", ""),
        (f"https://www.youtube.com/embed/{ID}?start=10", "10"),
        (f"https://www.youtube.com/v/{ID}", ""),
        (f"https://www.youtube-nocookie.com/embed/{ID}", ""),
        (f"HTTPS://WWW.YouTube.com/watch?v={ID}", ""),
    ],
)
def test_youtube(address: str, start: str) -> None:
    video = video_at(address)
    assert video is not None
    assert (video.site, video.id) == ("youtube", ID)
    assert video.player == EMBED + (f"&start={start}" if start else "")
    assert video.address == address


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://vimeo.com/76979871", "/video/76979871?dnt=1&autoplay=1"),
        ("https://www.vimeo.com/76979871/", "/video/76979871?dnt=1&autoplay=1"),
        ("https://vimeo.com/76979871/0123456789", "/video/76979871?dnt=1&autoplay=1&h=0123456789"),
        ("https://vimeo.com/7697?h=01234abcde", "/video/7697?dnt=1&autoplay=1&h=01234abcde"),
        ("https://vimeo.com/76979871#t=1m5s", "/video/76979871?dnt=1&autoplay=1#t=65s"),
        ("https://vimeo.com/channels/staffpicks/76979871", "/video/76979871?dnt=1&autoplay=1"),
        ("https://vimeo.com/groups/a-b/videos/76979871", "/video/76979871?dnt=1&autoplay=1"),
        ("https://vimeo.com/showcase/12/video/76979871", "/video/76979871?dnt=1&autoplay=1"),
        ("https://player.vimeo.com/video/76979871?h=01234abcde",
         "/video/76979871?dnt=1&autoplay=1&h=01234abcde"),
    ],
)  # fmt: skip
def test_vimeo(address: str, player: str) -> None:
    video = video_at(address)
    assert video is not None
    assert video.player == f"https://player.vimeo.com{player}"


@pytest.mark.parametrize(
    "address",
    [
        "https://tv.naver.com/v/12345678",
        "https://m.tv.naver.com/v/12345678",
        "http://tv.naver.com/v/12345678?query=a",
        "https://tv.naver.com/embed/12345678",
    ],
)
def test_naver_tv(address: str) -> None:
    video = video_at(address)
    assert video is not None
    assert video.player == "https://tv.naver.com/embed/12345678?autoPlay=true"


@pytest.mark.parametrize(
    "address",
    [
        "",
        f"//youtu.be/{ID}",
        f"youtu.be/{ID}",
        f"ftp://youtu.be/{ID}",
        f"javascript://youtu.be/{ID}",
        f"data:text/html,https://youtu.be/{ID}",
        f"https://youtu.be:443/{ID}",
        f"https://youtu.be:8080/{ID}",
        f"https://user@youtu.be/{ID}",
        f"https://youtu.be@evil.example/{ID}",
        f"https://youtu.be\\@evil.example/{ID}",
        f"https://youtu.be.evil.example/{ID}",
        f"https://evil.example/youtu.be/{ID}",
        f"https://evil.example#https://youtu.be/{ID}",
        f"https://notyoutube.com/watch?v={ID}",
        f"https://youtube.com.evil.example/watch?v={ID}",
        f"https://youtube.co/watch?v={ID}",
        f"https://youtube.com./watch?v={ID}",
        f"https://youtubé.com/watch?v={ID}",
        f"https://youtu.bе/{ID}",  # noqa: RUF001 - a Cyrillic е
        f"https://evil.youtube.com/watch?v={ID}",
        f"https://youtu.be/{ID}x",
        f"https://youtu.be/{ID[:-1]}",
        f"https://youtu.be/{ID[:-1]}.",
        f"https://youtu.be/{ID}/more",
        f"https://youtu.be/ {ID}",
        f"https://youtu.be/\n{ID}",
        f"https://you\ttu.be/{ID}",
        f"https://youtu.be/{ID}\x00",
        f'https://youtu.be/{ID}"onload="x',
        f"https://www.youtube.com/watch?v={ID}&v=aaaaaaaaaaa",
        f"https://www.youtube.com/watch?v={ID}x",
        f"https://www.youtube.com/watch/{ID}",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/embed/videoseries?list=PL1234567890",
        "https://www.youtube.com/embed/live_stream?channel=UC123",
        "https://www.youtube.com/@channel",
        "https://www.youtube.com/playlist?list=PL1234567890",
        f"https://www.youtube-nocookie.com/watch?v={ID}",
        f"https://[youtu.be/{ID}",
        f"https://youtu.be/{ID}?" + "&".join(f"f{n}=1" for n in range(40)),
        f"https://youtu.be/{ID}?x={'a' * 400}",
        "https://vimeo.com/",
        "https://vimeo.com/about",
        "https://vimeo.com/0",
        "https://vimeo.com/７６９７９８７１",  # noqa: RUF001
        "https://vimeo.com/76979871/word",
        "https://vimeo.com/76979871?h=../../x",
        "https://vimeo.com/1234567890123456",
        "https://evil.vimeo.com/76979871",
        "https://vimeo.com.evil.example/76979871",
        "https://player.vimeo.com/76979871",
        "https://naver.me/x1Y2z3A4",
        "https://tv.naver.com/12345678",
        "https://tv.naver.com/v/abc",
        "https://tv.naver.com/v/1/../2",
        "https://naver.com/v/12345678",
        "https://tv.naver.com.evil.example/v/12345678",
        "https://evil.tv.naver.com/v/12345678",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_video_is_none(address: str) -> None:
    assert video_at(address) is None


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    assert video_at(f"https://youtu.be/{text}") is None or len(text.split("?")[0].strip("/")) >= 11
    video_at(text)


def test_a_site_that_is_switched_off_has_no_videos(settings: Settings) -> None:
    settings.VIDEO_SITES = ["vimeo"]
    assert video_at(f"https://youtu.be/{ID}") is None
    assert video_at("https://vimeo.com/76979871")
    settings.VIDEO_SITES = []
    assert videos_in(markup_of("https://vimeo.com/76979871")) == []


@pytest.mark.parametrize(
    "text",
    [
        f"보세요 https://youtu.be/{ID}",
        f"https://youtu.be/{ID} 재미있어요",
        f"앞\n보세요 https://youtu.be/{ID}\n뒤",
        f"- https://youtu.be/{ID}",
    ],
)
def test_only_an_address_alone_on_its_line_is_shown(text: str) -> None:
    assert videos_in(markup_of(text)) == []


@pytest.mark.parametrize(
    "markup",
    [
        f'<p><a href="https://youtu.be/{ID}" rel="nofollow">내 영상</a></p>',
        f'<p><a href="https://youtu.be/{ID}">https://youtu.be/aaaaaaaaaaa</a></p>',
        f'<p><a href="https://evil.example/">https://youtu.be/{ID}</a></p>',
        f'<h2><a href="https://youtu.be/{ID}">https://youtu.be/{ID}</a></h2>',
    ],
)
def test_a_link_that_says_something_else_stays_a_link(markup: str) -> None:
    assert videos_in(markup) == []


def test_each_stands_in_its_own_place() -> None:
    addresses = [
        f"https://youtu.be/{ID}",
        "https://vimeo.com/7?a=1&b=2",
        "https://tv.naver.com/v/9",
    ]
    markup = markup_of("\n\n".join(["앞", addresses[0], "사이", *addresses[1:], "뒤"]))
    videos = videos_in(markup)
    assert [video.address for video in videos] == addresses
    assert with_videos(markup, lambda video: f"[{video.site}]") == (
        "<p>앞</p>[youtube]<p>사이</p>[vimeo][naver]<p>뒤</p>"
    )
    assert frame_sources(videos) == [
        "https://player.vimeo.com", "https://tv.naver.com", "https://www.youtube-nocookie.com",
    ]  # fmt: skip


LINK = f'<a href="https://youtu.be/{ID}" rel="nofollow">https://youtu.be/{ID}</a>'


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        (f"<p>앞<br>{LINK}</p>", "<p>앞</p>[card]"),
        (f"<p>{LINK}<br>뒤</p>", "[card]<p>뒤</p>"),
        (f"<p>앞<br>{LINK}<br>사이<br><br>{LINK}<br>뒤</p>",
         "<p>앞</p>[card]<p>사이</p>[card]<p>뒤</p>"),
        (f"<p>{LINK}<br>{LINK}</p>", "[card][card]"),
        (f"<p><br> {LINK} <br><br></p>", "[card]"),
        (f"<p><strong>굵게</strong><br>{LINK}<br><img src=\"/a\"></p>",
         "<p><strong>굵게</strong></p>[card]<p><img src=\"/a\"></p>"),
        (f"<p><img src=\"/a\"><br>{LINK}</p>", "<p><img src=\"/a\"></p>[card]"),
    ],
)  # fmt: skip
def test_a_line_of_its_own_is_enough(markup: str, shown: str) -> None:
    assert len(videos_in(markup)) == shown.count("[card]")
    assert with_videos(markup, lambda video: "[card]") == shown


@pytest.mark.parametrize(
    "markup",
    [
        f"<p><strong>앞<br>{LINK}<br>뒤</strong></p>",
        f"<p>앞 {LINK}<br>뒤</p>",
        f"<p>앞<br>{LINK} 뒤</p>",
        f"<p>앞<br>{LINK}{LINK}</p>",
        f"<ul><li>앞<br>{LINK}</li></ul>",
    ],
)
def test_a_line_with_more_or_within_other_markup_stays(markup: str) -> None:
    assert videos_in(markup) == []
    assert with_videos(markup, lambda video: "[card]") == markup


def test_lines_are_shown_in_one_post_as_many_as_paragraphs() -> None:
    markup = f"<p>{'<br>'.join([LINK] * 30)}</p>" * 2
    assert len(videos_in(markup)) == MAX_VIDEOS
    shown = with_videos(markup, lambda video: "[card]")
    assert shown.count("[card]") == MAX_VIDEOS
    assert shown.count(LINK) == 60 - MAX_VIDEOS


def test_one_post_shows_some_and_no_more() -> None:
    markup = markup_of("\n\n".join(f"https://vimeo.com/{n}" for n in range(1, 31)))
    assert len(videos_in(markup)) == MAX_VIDEOS
    assert with_videos(markup, lambda video: "[card]").count("[card]") == MAX_VIDEOS


@pytest.mark.parametrize(
    "markup",
    [
        '<p><a href="' * 40_000 + "youtu",
        "<p>" + " " * 400_000 + "youtu",
        '<p><a href="https://youtu.be/x" ' + 'a="b" ' * 80_000,
        f'<p><a href="https://youtu.be/{ID}">{"x" * 400_000}</a>',
        f'<p><a href="https://youtu.be/{"a" * 400_000}">x</a></p>',
        "<p>" * 130_000 + "<a ",
        "<p>a<br>" * 60_000 + '<a href="',
        f"<p>{'<br>' * 100_000}<a </p>",
        f"<p>{'<b>' * 100_000}<a {'</b><br>' * 50_000}</p>",
    ],
)
def test_hostile_lengths_cost_little(markup: str) -> None:
    began = time.process_time()
    assert videos_in(markup) == []
    assert time.process_time() - began < 2
