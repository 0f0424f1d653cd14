"""The line about oneself, the page that changes it, and the pages beside it."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from boards.access import Access
from boards.members.models import Member
from boards.posts.models import Draft
from tests.factories import BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

PATH = "/settings/profile/"


class TestTheLine:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("뉴저지에 살아요", "뉴저지에 살아요"),
            ("  두   줄\r\n입니다 ", "두 줄 입니다"),
            ("a\x00b", "ab"),
            ("​‌", ""),
            ("가" * 100, "가" * 100),
            ("👨‍👩‍👧" * 100, "👨‍👩‍👧" * 100),
            ("<b>굵게</b>", "<b>굵게</b>"),
        ],
    )
    def test_is_stored_as_one_line_of_text(self, signed_in, typed, kept):
        member = MemberFactory()
        assert signed_in(member).post(PATH, {"about": typed}).status_code == 302
        assert Member.objects.get(pk=member.pk).about == kept

    def test_stands_on_the_profile_as_text(self, client):
        member = MemberFactory(about="<b>굵게</b>")
        page = client.get(member.get_absolute_url()).content.decode()
        assert '<p class="profile__about">&lt;b&gt;굵게&lt;/b&gt;</p>' in page

    @pytest.mark.parametrize("typed", ["가" * 101, "👨‍👩‍👧" * 101, "가" * 100_000])
    def test_too_long_is_told_and_given_back(self, signed_in, typed):
        member = MemberFactory(about="전")
        response = signed_in(member).post(PATH, {"about": typed})
        page = response.content.decode()
        assert response.status_code == 422
        assert 'id="id_about_error"' in page and f'value="{typed}"' in page
        assert Member.objects.get(pk=member.pk).about == "전"

    def test_of_another_window_is_not_replaced_unseen(self, signed_in):
        member = MemberFactory(about="처음")
        browser = signed_in(member)
        page = browser.get(PATH).content.decode()
        version = re.search(r'name="version" value="(\d+)"', page)[1]
        browser.post(PATH, {"about": "다른 창", "version": version})
        response = browser.post(PATH, {"about": "이 창", "version": version})
        page = response.content.decode()
        assert response.status_code == 409
        assert "다른 창" in page and 'value="이 창"' in page
        version = re.search(r'name="version" value="(\d+)"', page)[1]
        assert browser.post(PATH, {"about": "이 창", "version": version}).status_code == 302
        assert Member.objects.get(pk=member.pk).about == "이 창"


class TestTheMenu:
    PAGES = [
        ("/scraps/", "Saved posts"),
        ("/drafts/", "Drafts"),
        ("/settings/profile/", "Profile"),
        ("/settings/", "Settings"),
        ("/accounts/handle/", "Handle"),
        ("/accounts/email/", "E-mail"),
        ("/settings/export/", "My data"),
        ("/settings/delete/", "Delete my account"),
        ("/accounts/password/change/", "Password"),
        ("/accounts/2fa/", "Two-step sign-in and passkeys"),
        ("/accounts/sessions/", "Sessions"),
    ]

    @pytest.mark.parametrize(("path", "label"), PAGES)
    def test_is_the_same_on_every_page_and_marks_it(self, signed_in, path, label):
        member = MemberFactory()
        member.set_password("a long password of mine")
        member.save()
        menu = self.menu(signed_in(member).get(path))
        assert re.findall(r'<a href="[^"]*" aria-current="page">([^<]*)</a>', menu) == [label]
        assert re.findall(r"<p id[^>]*>([^<]*)</p>", menu) == [
            "My activity",
            "My details",
            "Security",
        ]
        first = self.menu(signed_in(member).get("/settings/"))
        assert re.findall(r'href="([^"]*)"', menu) == re.findall(r'href="([^"]*)"', first)

    def test_is_on_ones_own_page_and_on_no_others(self, signed_in):
        member = MemberFactory()
        browser = signed_in(member)
        for path, label in (("", "My posts"), ("comments/", "My comments")):
            menu = self.menu(browser.get(f"{member.get_absolute_url()}{path}"))
            assert f'aria-current="page">{label}</a>' in menu
        page = browser.get(MemberFactory().get_absolute_url()).content.decode()
        assert "account-menu" not in page

    def menu(self, response):
        return response.content.decode().split('class="account-menu"')[1].split("</details>")[0]


class TestTimeZones:
    def options(self, signed_in, language):
        browser = signed_in(MemberFactory(language=language))
        page = browser.get("/settings/").content.decode()
        return page.split('name="time_zone"')[1].split("</select>")[0]

    @pytest.mark.parametrize(
        ("language", "names"),
        [
            ("ko", ["서울", "뉴욕 (동부)", "시카고 (중부)", "덴버 (산악)"]),
            ("en", ["Seoul", "New York (Eastern)", "Chicago (Central)", "Denver (Mountain)"]),
        ],
    )
    def test_the_frequent_ones_come_first_by_names_people_know(self, signed_in, language, names):
        options = self.options(signed_in, language)
        first_group = options.split("<optgroup")[1]
        labels = re.findall(r"<option[^>]*>([^<]*)</option>", first_group)
        assert [label for label in labels if label in names] == names

    def test_each_is_offered_once(self, signed_in):
        values = re.findall(r'<option value="([^"]*)"', self.options(signed_in, "ko"))
        assert len(values) == len(set(values)) > 300
        assert {"UTC", "Asia/Seoul", "Europe/Paris", "Pacific/Honolulu"} <= set(values)


class TestDrafts:
    def draft(self, member, **fields):
        board = fields.pop("board", None) or BoardFactory()
        return Draft.objects.create(
            member=member, form=fields.pop("form", f"new:{board.pk}"), fields=fields
        )

    def test_are_listed_with_the_way_back_to_them(self, signed_in):
        member = MemberFactory()
        board = BoardFactory(slug="talk")
        self.draft(member, board=board, title="쓰다 만 글")
        post = PostFactory(author=member)
        self.draft(member, form=f"post:{post.pk}", title="", body="<p>본문의 처음</p>")
        self.draft(MemberFactory(), title="남의 글")
        page = signed_in(member).get("/drafts/").content.decode()
        assert "쓰다 만 글" in page and "본문의 처음" in page and "남의 글" not in page
        assert 'href="/boards/talk/write/?draft=continue"' in page
        assert f'href="/posts/{post.pk}/edit/?draft=continue"' in page

    def test_of_a_board_that_is_gone_can_only_be_discarded(self, signed_in):
        member = MemberFactory()
        self.draft(member, form="new:999999", title="갈 곳 없는 글")
        browser = signed_in(member)
        assert "?draft=continue" not in browser.get("/drafts/").content.decode()
        response = browser.post("/drafts/new:999999/discard/", {"back": "drafts"})
        assert (response.status_code, response["Location"]) == (302, "/drafts/")
        assert not Draft.objects.exists()

    @pytest.mark.parametrize(
        "closed",
        [
            {"is_archived": True},
            {"write_access": Access.MODERATORS},
            {"read_access": Access.MODERATORS, "write_access": Access.MODERATORS},
        ],
    )
    def test_lead_nowhere_that_one_may_not_write_any_more(self, signed_in, closed):
        member, board = MemberFactory(), BoardFactory(**closed)
        self.draft(member, board=board, title="새 글")
        post = PostFactory(author=member, board=board)
        self.draft(member, form=f"post:{post.pk}", title="고친 글")
        of_other = PostFactory()
        self.draft(member, form=f"post:{of_other.pk}", title="남의 글을 고침")
        page = signed_in(member).get("/drafts/").content.decode()
        assert "새 글" in page and "고친 글" in page and "남의 글을 고침" in page
        assert "?draft=continue" not in page

    def test_of_a_board_for_moderators_lead_its_moderators_back(self, signed_in):
        member = MemberFactory()
        board = BoardFactory(
            read_access=Access.MODERATORS, write_access=Access.MODERATORS, moderators=[member]
        )
        self.draft(member, board=board, title="새 글")
        post = PostFactory(author=member, board=board)
        self.draft(member, form=f"post:{post.pk}", title="고친 글")
        page = signed_in(member).get("/drafts/").content.decode()
        assert f'href="/boards/{board.slug}/write/?draft=continue"' in page
        assert f'href="/posts/{post.pk}/edit/?draft=continue"' in page

    @pytest.mark.parametrize("access", [Access.MEMBERS, Access.MODERATORS])
    def test_take_as_many_queries_however_many_they_are(
        self, signed_in, django_assert_num_queries, access
    ):
        member = MemberFactory()
        browser = signed_in(member)
        for _ in range(5):
            self.draft(member, title="글", board=BoardFactory(write_access=access))
            post = PostFactory(author=member, board=BoardFactory(write_access=access))
            self.draft(member, form=f"post:{post.pk}", title="고침")
        # Session, member, boards of the header, other sites to sign in with; drafts, boards, posts.
        with django_assert_num_queries(7):
            browser.get("/drafts/")


class TestEmptyPages:
    @pytest.mark.parametrize(
        ("path", "leads_to"),
        [("/scraps/", "/"), ("/drafts/", "/write/")],
    )
    def test_say_what_to_do_next(self, signed_in, path, leads_to):
        page = signed_in(MemberFactory()).get(path).content.decode()
        assert f'href="{leads_to}"' in page.split('class="empty"')[1].split("</div>")[0]

    def test_of_ones_own_profile_lead_to_writing(self, signed_in):
        member = MemberFactory()
        browser = signed_in(member)
        page = browser.get(member.get_absolute_url()).content.decode()
        assert 'href="/write/"' in page.split('class="empty"')[1].split("</div>")[0]
        page = browser.get(reverse("accounts:comments", args=[member.pk])).content.decode()
        assert 'href="/"' in page.split('class="empty"')[1].split("</div>")[0]

    def test_of_others_lead_nowhere(self, client):
        page = client.get(MemberFactory().get_absolute_url()).content.decode()
        assert "href" not in page.split('class="empty"')[1].split("</div>")[0]


def test_a_new_password_is_told_once_with_the_way_on(client, mailoutbox):
    member = MemberFactory(email="v@example.com", handle="vubui")
    member.set_password("an old password of mine")
    member.save()
    client.post("/accounts/password/reset/", {"email": "v@example.com"})
    path = re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", mailoutbox[0].body)[1]
    form = client.get(path, follow=True)
    new = {"password1": "a new password of mine", "password2": "a new password of mine"}
    response = client.post(form.request["PATH_INFO"], new, follow=True)
    page = response.content.decode()
    assert list(get_messages(response.wsgi_request)) == []
    assert 'class="messages"' not in page
    assert page.count("Your password was changed") == 1
    assert re.search(r'<a class="button"\s+href="/accounts/login/', page)
