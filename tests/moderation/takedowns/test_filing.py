"""Takedown requests: what a stranger sends, and how they follow it."""

import re

import pytest
from django.test import override_settings

from boards.moderation.models import ModerationEntry, TakedownRequest, TakedownTarget
from boards.moderation.takedowns import named_things as naming
from boards.moderation.takedowns.actions.decide_takedown import decide_takedown
from boards.moderation.takedowns.models import Result
from boards.posts.states import State
from tests.factories import AdminFactory, BoardFactory, CommentFactory, PostFactory, UploadFactory
from tests.moderation.takedowns.requests import ANSWERS, SITE, answers, filed, letters_to, url_of

pytestmark = pytest.mark.django_db
KOREAN = {"accept-language": "ko"}


@pytest.fixture
def post():
    return PostFactory(board=BoardFactory())


def send(client, claim, data):
    return client.post(f"/report/{claim}/", data, headers=KOREAN)


def removed(claim, *things):
    request = filed(claim, *things)
    return decide_takedown(request=request, by=AdminFactory(), result=Result.REMOVED)


def remove_before_a_counter_notice(claim, post):
    """Have something to answer: nothing else takes a counter-notice."""
    if claim == "counter":
        removed("copyright", post)


def text_of(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("claim", ANSWERS)
def test_a_stranger_sends_a_request_and_follows_it(client, post, claim):
    remove_before_a_counter_notice(claim, post)
    response = send(client, claim, answers(claim, post))
    filed_one = TakedownRequest.objects.get(claim=claim)
    assert response.status_code == 302
    page = client.get(response.url, headers=KOREAN)
    assert page.status_code == 200
    assert str(filed_one.pk) in text_of(page) and "접수" in text_of(page)
    assert 'content="noindex"' in text_of(page)
    assert "김서연" not in text_of(page)


@pytest.mark.parametrize("claim", ANSWERS)
def test_each_thing_that_the_law_asks_for_is_asked_for(client, post, claim):
    optional = {"phone", "email"} if claim == "intimate" else set()
    for field in {"urls", *ANSWERS[claim]} - optional:
        sent = {**answers(claim, post), field: ""}
        response = send(client, claim, sent)
        assert response.status_code == 422, field
        assert f'id="id_{field}_error"' in text_of(response)
    assert not TakedownRequest.objects.exists()


def test_each_wrong_url_has_a_line_of_its_own(client, post):
    urls = [f"{SITE}/nothing/{number}/" for number in range(7)]
    page = text_of(send(client, "other", answers("other", post, urls="\n".join(urls))))
    errors = page.partition('<ul class="errorlist" id="id_urls_error">')[2].partition("</ul>")[0]
    assert errors.count("<li>") == 7 and all(url in errors for url in urls)
    assert page.count('id="id_urls_error"') == 1


def test_a_person_shown_gives_one_way_to_answer(client, post):
    without = answers("intimate", post, email="")
    assert send(client, "intimate", without).status_code == 422
    assert send(client, "intimate", {**without, "phone": "010-1"}).status_code == 302


@pytest.mark.parametrize("blank", [" ", "\u3000\n", "\xa0"])
def test_blanks_are_no_way_to_answer(client, post, blank):
    without = answers("intimate", post, email=blank, phone=blank)
    assert send(client, "intimate", without).status_code == 422
    assert not TakedownRequest.objects.exists()


def test_a_mistyped_e_mail_is_told_once(client, post):
    page = text_of(send(client, "intimate", answers("intimate", post, email="seoyeon")))
    assert "이메일 주소나 전화번호를" not in page and "id_email_error" in page


@pytest.mark.parametrize("claim", ANSWERS)
def test_an_e_mail_longer_than_its_column_is_an_error_of_its_field(client, post, claim):
    remove_before_a_counter_notice(claim, post)
    domain = ".".join(["a" * 60] * 4)
    longest = f"{'x' * (254 - 1 - len(domain) - 3)}@{domain}.kr"
    assert len(longest) == 254
    too_long = send(client, claim, answers(claim, post, email=f"x{longest}"))
    assert too_long.status_code == 422 and 'id="id_email_error"' in text_of(too_long)
    assert send(client, claim, answers(claim, post, email=longest)).status_code == 302


def test_what_was_typed_survives_an_error(client, post):
    page = text_of(send(client, "copyright", answers("copyright", post, urls="ftp://x/<b>")))
    for typed in ("소설 “봄”, 2019", "02-123-4567", "서울시 종로구 1", "ftp://x/&lt;b&gt;"):
        assert typed in page
    assert page.count("checked") >= 2


def test_urls_name_posts_comments_pictures_and_files(post):
    comment, picture = CommentFactory(post=post), UploadFactory(post=post)
    text = (
        f"{url_of(post)}?page=2#comments\n{SITE}/comments/{comment.pk}/\n"
        f"{SITE}{picture.url_of(picture.widths[0])} {SITE}/uploads/{picture.pk}/thumbnail.webp"
    )
    things = naming.named_things(text)
    assert [(each.kind, each.target_id) for each in things] == [
        ("post", str(post.pk)),
        ("comment", str(comment.pk)),
        ("upload", str(picture.pk)),
    ]
    in_page = naming.named_things(
        f"{SITE.partition('//')[2]}/posts/{post.pk}/#comment-{comment.pk}"
    )
    assert [each.kind for each in in_page] == ["comment"]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/posts/1/",
        f"{SITE}@example.org/posts/1/",
        f"{SITE}/posts/1/".replace("//", "//user@", 1),
        f"{SITE}1/posts/1/",
        "javascript:alert(1)",
        "http://[::1/posts/1/",
        f"{SITE}/posts/0/",
        f"{SITE}/posts/{'9' * 40}/",
        f"{SITE}/posts/99999999/",
        f"{SITE}/posts/1",
        f"{SITE}/",
        f"{SITE}/boards/nowhere/",
        f"{SITE}/uploads/00000000-0000-4000-8000-000000000000/480.webp",
        f"{SITE}/%00",
        "아무 말",
    ],
)
def test_what_is_nothing_of_this_site_is_an_error_of_its_field(client, post, url):
    response = send(client, "other", answers("other", post, urls=f"{url_of(post)}\n{url}"))
    assert response.status_code == 422
    assert 'id="id_urls_error"' in text_of(response)
    assert not TakedownRequest.objects.exists()


@pytest.mark.parametrize(
    "urls", [f"{SITE}/posts/1/?{'a' * 600}", "x\n" * 21, f"{SITE}/posts/1/ " * 5000, "a" * 10**6]
)
def test_urls_are_bounded_before_they_are_read(client, post, urls, django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(naming.ValidationError):
        naming.named_things(urls)


@override_settings(SITE_URL="https://www.example.org")
def test_a_url_may_leave_out_www(post):
    assert naming.named_things(f"https://example.org/posts/{post.pk}/")
    assert naming.named_things(f"HTTPS://WWW.Example.org/posts/{post.pk}/")


def test_a_thing_deleted_meanwhile_is_taken_and_told_so(client, post):
    post.state = State.DELETED
    post.save()
    response = send(client, "other", answers("other", post))
    assert TakedownTarget.objects.get().state == TakedownTarget.State.GONE
    assert "이미 지워짐" in text_of(client.get(response.url, headers=KOREAN))


def test_a_wrong_code_is_told_the_same_as_an_unknown_number(client, post):
    known = filed("other", post)
    wrong = client.get(f"/report/follow/{known.pk}/{'a' * 32}/", headers=KOREAN)
    unknown = client.get(f"/report/follow/{known.pk + 1}/{known.secret}/", headers=KOREAN)
    assert wrong.status_code == unknown.status_code == 404
    nonce = re.compile(r'nonce="[^"]+"|value="[^"]+"|follow/[^"\s<]+')
    assert nonce.sub("", text_of(wrong)) == nonce.sub("", text_of(unknown))
    for odd in ("0", "-1", "9" * 40, "x", "%00"):
        assert client.get(f"/report/follow/{odd}/{known.secret}/").status_code == 404


def test_the_number_and_the_code_lead_to_the_request(client, post):
    known = filed("other", post)
    data = {"number": str(known.pk), "secret": known.secret}
    response = client.post("/report/follow/", data)
    assert client.get(response.url).status_code == 200
    for odd in ({"number": "x", "secret": "a"}, {"number": "1", "secret": "a/b"}, {}):
        assert client.post("/report/follow/", odd).status_code == 422


def test_a_mistyped_code_is_told_in_the_form_as_an_unknown_number_is(
    client, post, django_assert_num_queries
):
    known = filed("other", post)
    pages = []
    for number, secret in ((known.pk, "a" * 32), (known.pk + 1, known.secret), (9**20, "x")):
        data = {"number": str(number)[:18], "secret": secret}
        with django_assert_num_queries(2):  # the request, and the menu
            response = client.post("/report/follow/", data, headers=KOREAN)
        page = text_of(response)
        assert response.status_code == 422 and "이 번호와 코드에 맞는 요청이 없습니다." in page
        assert f'value="{data["number"]}"' in page and f'value="{secret}"' in page
        pages.append(re.sub(r'(nonce|value)="[^"]*"', "", page))
    assert len(set(pages)) == 1


def test_guessing_numbers_and_codes_in_the_form_is_limited(client, post):
    data = {"number": str(filed("other", post).pk), "secret": "a"}
    statuses = [client.post("/report/follow/", data).status_code for _ in range(61)]
    assert statuses[:60] == [422] * 60 and statuses[60] == 429


def test_guessing_codes_is_limited(client, post):
    known = filed("other", post)
    codes = [client.get(f"/report/follow/{known.pk}/{number}/").status_code for number in range(61)]
    assert codes[:60] == [404] * 60 and codes[60] == 429


def test_of_a_thousand_in_a_minute_most_are_refused(client, post):
    statuses = [send(client, "other", answers("other", post)).status_code for _ in range(40)]
    assert statuses.count(302) <= 10
    assert statuses[-1] == 429
    assert "제 전화번호가 있습니다." in text_of(send(client, "other", answers("other", post)))


def test_the_sender_and_whoever_decides_are_written_to(client, post):
    AdminFactory(email="chief@example.org")
    send(client, "intimate", answers("intimate", post))
    known = TakedownRequest.objects.get()
    (receipt,) = letters_to("seoyeon@example.org")
    assert f"/report/follow/{known.pk}/{known.secret}/" in receipt and "받았습니다" in receipt
    (urgent,) = letters_to("chief@example.org")
    assert "48" in urgent and "김서연" not in urgent and known.secret not in urgent


@pytest.mark.parametrize("claim", ["", "intimate", "other"])
def test_a_counter_notice_answers_only_what_copyright_removed(client, post, claim):
    answered = PostFactory(board=post.board)
    removed("copyright", answered)
    if claim:
        removed(claim, post)
    response = send(client, "counter", answers("counter", answered, post))
    page = text_of(response)
    assert response.status_code == 422 and 'id="id_urls_error"' in page
    error = page.partition('id="id_urls_error"')[2].partition("</div>")[0]
    assert url_of(post) in error and url_of(answered) not in error and "저작권" in error
    assert "제가 쓴 글입니다." in page and "02-123-4567" in page
    assert not TakedownRequest.objects.filter(claim="counter").exists()


def test_a_counter_notice_answers_no_other_thing_of_the_same_number(client, post):
    removed("copyright", post)
    TakedownTarget.objects.update(kind="comment")
    assert send(client, "counter", answers("counter", post)).status_code == 422


def test_what_a_counter_notice_names_is_told_to_be_removed(client, post):
    removed("copyright", post)
    follow = client.get(send(client, "counter", answers("counter", post)).url, headers=KOREAN)
    client.force_login(AdminFactory())
    counter = TakedownRequest.objects.get(claim="counter")
    handled = client.get(f"/moderation/takedowns/{counter.pk}/", headers=KOREAN)
    for page in map(text_of, (follow, handled)):
        assert "내려진 상태" in page and "그대로" not in page


def test_a_filled_trap_is_quietly_not_filed(client, post):
    response = send(client, "other", answers("other", post, website="http://spam.example"))
    assert response.status_code == 200 and "감사합니다" in text_of(response)
    assert not TakedownRequest.objects.exists()


def test_the_trap_is_out_of_the_way_of_people(client):
    page = text_of(client.get("/report/other/"))
    trap = re.search(r'<div class="takedown__trap" aria-hidden="true">.*?</div>', page, re.DOTALL)
    assert trap and 'tabindex="-1"' in trap[0] and 'autocomplete="off"' in trap[0]


def test_receiving_is_written_to_the_log(client, post):
    send(client, "other", answers("other", post))
    assert ModerationEntry.objects.get().verb == "takedown_receive"


def test_the_door_is_linked_on_every_page(client):
    assert 'href="/report/"' in text_of(client.get("/"))
    page = text_of(client.get("/report/", headers=KOREAN))
    for claim in ANSWERS:
        assert f'href="/report/{claim}/"' in page
    assert client.get("/report/nothing/").status_code == 404
