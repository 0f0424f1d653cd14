"""Other names of what is searched for: what they find, and how an admin keeps them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boards.access import Access
from boards.search.models import SynonymGroup
from boards.search.querying.finding import Order, find
from boards.search.synonyms import lookup as synonyms
from boards.search.synonyms.first_synonyms import first_synonyms
from boards.search.synonyms.lookup import SynonymsOfGroup, current_names, names_of
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.search.posting import ENGLISH, page_of, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_groups_yet():
    SynonymGroup.objects.all().delete()


def group(words, **fields):
    return SynonymGroup.objects.create(words=words, **fields)


def found(query, **more):
    return [result.post.title for result in find(None, query, **more).results]


class TestFinding:
    @pytest.mark.parametrize(
        "query",
        ["영주권", "영주권을", "그린카드", "그린 카드", "green card", "Green-Card", "GREEN CARD"],
    )
    def test_each_name_finds_all_of_them(self, query):
        group("영주권, 그린카드, green card")
        for title in ("영주권 신청", "그린카드 받는 법", "My green card story"):
            published(title)
        assert set(found(query)) == {
            "영주권 신청", "그린카드 받는 법", "My green card story",
        }  # fmt: skip

    @pytest.mark.parametrize(
        "query", ["해고당한", "해고됐다", "해고당하신", "해고들은", "해고에서만"]
    )
    def test_the_noun_of_another_form_is_found_by_its_other_names_too(self, query):
        group("해고, 레이오프, lay off")
        group("월세, 렌트")
        for title in ("해고 통보", "레이오프 소식", "A lay off again", "렌트 시세"):
            published(title)
        assert set(found(query)) == {"해고 통보", "레이오프 소식", "A lay off again"}
        assert set(found(query, order=Order.NEWEST)) == set(found(query))
        assert set(found(f"{query} 소식")) == {"레이오프 소식"}

    def test_other_names_of_such_a_noun_are_marked(self):
        group("해고, 레이오프")
        published("레이오프 소식")
        [result] = find(None, "해고당한").results
        assert result.title == "<mark>레이오프</mark> 소식"

    def test_other_names_of_such_a_noun_hold_in_their_field_alone(self):
        group("해고, 레이오프")
        published("질문", body="레이오프 소식")
        assert found("제목:해고당한") == []
        assert found("내용:해고당한") == ["질문"]
        assert found('"해고당한"') == []

    def test_the_word_itself_comes_first(self):
        group("월세, 렌트")
        published("월세 시세")
        published("렌트 시세")
        assert found("월세") == ["월세 시세", "렌트 시세"]
        assert found("렌트") == ["렌트 시세", "월세 시세"]
        assert found("월세", order=Order.NEWEST) == ["렌트 시세", "월세 시세"]

    def test_other_words_of_the_query_still_count(self):
        group("시민권 시험, N-400")
        published("N-400 접수 질문")
        published("N-400 후기")
        published("시민권 이야기와 시험 걱정 질문")
        assert set(found("시민권 시험 질문")) == {
            "N-400 접수 질문", "시민권 이야기와 시험 걱정 질문",
        }  # fmt: skip
        assert found("n400 후기") == ["N-400 후기"]

    def test_a_name_that_is_written_with_and_without_a_space_is_found_both_ways(self):
        group("집값, 주택가격, 주택 가격")
        published("주택가격 전망")
        published("주택 가격 전망")
        assert set(found("집값")) == {"주택가격 전망", "주택 가격 전망"}

    def test_one_way_only(self):
        group("암호화폐, 비트코인, 이더리움", is_one_way=True)
        published("비트코인 폭락")
        published("암호화폐 규제")
        assert set(found("암호화폐")) == {"비트코인 폭락", "암호화폐 규제"}
        assert found("비트코인") == ["비트코인 폭락"]

    def test_a_group_that_is_not_in_use_finds_nothing(self):
        group("월세, 렌트", is_active=False)
        published("렌트 시세")
        assert found("월세") == []

    def test_words_in_quotes_and_unwanted_ones_are_meant_as_they_stand(self):
        group("월세, 렌트")
        published("렌트 시세")
        published("월세 시세")
        assert found('"월세"') == ["월세 시세"]
        assert found("시세 -월세") == ["렌트 시세"]

    def test_titles_only(self):
        group("월세, 렌트")
        published("렌트 시세")
        published("시세", body="렌트")
        assert found("in:title 월세") == ["렌트 시세"]

    def test_either_word(self):
        group("월세, 렌트")
        published("렌트 시세")
        published("비자")
        assert set(found("비자 or 월세")) == {"렌트 시세", "비자"}

    def test_a_word_of_one_syllable_is_searched_for_behind_a_number(self):
        group("달러, 불")
        published("월 2000불 받아요")
        published("이불 세탁")
        published("불이 났어요 2000")
        published("달러 환율")
        assert found("2000달러") == ["월 2000불 받아요"]
        assert found("2000 달러") == ["월 2000불 받아요"]
        assert found("달러") == ["달러 환율"]

    def test_what_was_found_by_another_name_is_marked(self, client):
        group("월세, 렌트")
        published("올해 렌트 시세")
        assert "<mark>렌트</mark>" in page_of(client, q="월세").content.decode()

    def test_a_search_asks_for_them_once(self, client):
        group("월세, 렌트")
        published("올해 렌트 시세")
        for query in ("월세", "없는말"):
            with CaptureQueriesContext(connection) as queries:
                page_of(client, q=query)
            asked = [each for each in queries if "synonymgroup" in each["sql"]]
            assert len(asked) == 1

    def test_they_are_tokenised_once_for_as_long_as_they_are_the_same(self):
        row = group("월세, 렌트")
        names = current_names()
        assert current_names() is names
        SynonymGroup.objects.filter(pk=row.pk).update(words="월세, 임대")
        assert current_names()["월세"] == ("임대",)

    def test_beyond_the_most_that_are_used_the_oldest_count(self, monkeypatch):
        monkeypatch.setattr(synonyms, "MAX_SYNONYM_GROUPS", 1)
        group("월세, 렌트")
        group("비자, visa").delete()
        group("세금, 택스")
        SynonymGroup.objects.filter(words="월세, 렌트").update(words="월세, 임대")
        assert current_names() == {"월세": ("임대",), "임대": ("월세",)}

    def test_closed_posts_stay_closed(self):
        group("밀수, smuggling")
        closed = BoardFactory(read_access=Access.MODERATORS)
        published("smuggling", board=closed, author=AdminFactory())
        assert found("밀수") == []


def test_several_groups_with_one_name_add_up():
    groups = [SynonymsOfGroup(("월세", "렌트")), SynonymsOfGroup(("rent", "렌트"))]
    assert set(names_of(groups)["렌트"]) == {"rent", "월세"}


class TestStoring:
    @pytest.mark.parametrize(
        "words",
        [
            "",
            "월세",
            "월세, 월세",
            "Green-Card, green card",
            "H-1B, h1b",
            "주택가격, 주택 가격",
            "월세,, ",
            "월세, ㅇ",
            "월세, ,!",
            "월세, " + "가" * 41,
            ",".join(f"말{n}" for n in range(13)),
        ],
    )
    def test_what_would_find_nothing_or_everything_is_refused(self, words):
        with pytest.raises(ValidationError):
            SynonymGroup(words=words).full_clean()

    def test_words_are_stored_in_one_way(self):
        row = SynonymGroup(words=" 월세,렌트 ,,rent   fee, 렌트")
        row.full_clean()
        assert row.words == "월세, 렌트, rent fee"
        row = SynonymGroup(words="green card, Green-Card, 영주권")
        row.full_clean()
        assert row.words == "green card, 영주권"

    def test_the_first_table_is_one_that_an_admin_could_store(self):
        assert len(first_synonyms()) >= 60
        for words, is_one_way in first_synonyms():
            row = SynonymGroup(words=words, is_one_way=is_one_way)
            row.full_clean()
            assert row.words == words


class TestAdmin:
    def test_an_admin_stores_and_switches_groups(self, client):
        client.force_login(AdminFactory())
        client.post(reverse("admin:boards_search_synonymgroup_add"), {"words": "월세,렌트"})
        row = SynonymGroup.objects.get()
        assert (row.words, row.is_active) == ("월세, 렌트", False)
        url = reverse("admin:boards_search_synonymgroup_changelist")
        for action, is_active in (("switch_on", True), ("switch_off", False)):
            client.post(url, {"action": action, "_selected_action": [row.pk]})
            row.refresh_from_db()
            assert row.is_active is is_active

    def test_typed_text_survives_an_error(self, client):
        client.force_login(AdminFactory())
        response = client.post(
            reverse("admin:boards_search_synonymgroup_add"), {"words": "월세"}, headers=ENGLISH
        )
        text = response.content.decode()
        assert 'value="월세"' in text
        assert "at least two different words" in text

    def test_the_bench_shows_what_changes_before_a_group_is_used(self, client):
        client.force_login(AdminFactory())
        row = group("월세, 렌트", is_active=False)
        published("월세 시세")
        published("렌트 시세")
        url = reverse("admin:boards_search_synonymgroup_bench", args=[row.pk])
        for query in ({}, {"q": "월세"}):
            response = client.get(url, query, headers=ENGLISH)
            tried = response.context["tried"]
            assert (tried.with_group.found, tried.without_group.found) == (2, 1)
            assert response.content.decode().count("only here") == 1
        assert found("월세") == ["월세 시세"]

    def test_the_bench_shows_what_guests_see(self, client):
        client.force_login(AdminFactory())
        row = group("월세, 렌트")
        closed = BoardFactory(read_access=Access.MODERATORS)
        published("은밀한 렌트", board=closed, author=AdminFactory())
        url = reverse("admin:boards_search_synonymgroup_bench", args=[row.pk])
        assert "은밀한" not in client.get(url).content.decode()

    def test_only_admins_open_the_bench(self, client):
        row = group("월세, 렌트")
        url = reverse("admin:boards_search_synonymgroup_bench", args=[row.pk])
        assert client.get(url).status_code == 302
        client.force_login(MemberFactory())
        assert client.get(url).status_code in (302, 403)
        client.force_login(AdminFactory())
        assert client.get(url.replace(str(row.pk), str(row.pk + 1))).status_code == 404
