"""What somebody asks in one word is found where it was written in another: 환불, 돌려받았어요.

All posts are there at once. Verbs are found by nouns in all their forms, and nouns by verbs.
"""

import pytest

from boards.access import Access
from boards.background.signals import upkeep_is_due
from boards.search.models import SynonymGroup
from boards.search.querying.finding import Order, find
from boards.search.synonyms.verbs import (
    MAX_VERBS,
    beginnings_of_verb,
    forms_of_verbs,
    verbs_among,
)
from tests.factories import AdminFactory, BoardFactory
from tests.search.posting import published

# What is asked, and the title and the text of the post that answers it.
ANSWERED = (
    ("위층 발소리 항의", "윗집 쿵쿵대는 소리", "윗집에 발소리 좀 줄여 달라고 따졌어요."),
    ("아래층 담배 냄새", "아랫집에서 올라와요", "담배 냄새 때문에 창문을 못 열어요."),
    ("천장 누수", "천장에서 물이 새요", "관리실은 답이 없네요."),
    ("냉장고 수리", "냉장고를 고쳐 주실 분", "얼음이 안 얼어요."),
    ("식기세척기 고장", "식기세척기가 망가졌어요", "물이 안 빠집니다."),
    ("자전거 도난", "자전거를 훔쳐갔네요", "자물쇠를 끊었더라고요."),
    ("렌트비 인상", "렌트비가 또 올랐어요", "작년에도 그랬습니다."),
    ("보증금 반환", "보증금을 못 돌려받았어요", "이사 나온 지 두 달입니다."),
    ("한국 면허증 교환", "한국 면허를 바꿔 주는 주", "시험 없이 됩니다."),
    ("지갑 분실", "지갑을 잃어버렸습니다", "한남체인 앞 같아요."),
    ("잃어버린 고양이", "고양이를 찾습니다", "노란 줄무늬입니다."),
    ("접촉사고 보험 처리", "뒤에서 받혔어요", "보험 처리는 누가 하나요."),
    ("추돌 합의금", "신호 대기 중에 받혔는데", "합의금을 준답니다."),
    ("구매대행 사기당한", "구매대행 업자에게 속았습니다", "물건이 안 와요."),
    ("구매대행에 속은", "구매대행 사기 조심", "물건이 안 와요."),
    ("간호사 이직", "간호사인데 직장을 옮기려고요", "경력은 오 년입니다."),
    ("식당 퇴사 통보", "식당을 그만뒀는데", "며칠 전에 통보해야 하나요."),
    ("갑자기 해고", "갑자기 잘렸어요", "이유도 안 알려 줍니다."),
    ("은행 통장 개설", "은행 계좌를 처음 만들 때", "개설에 필요한 것들입니다."),
    ("학비 송금 한도", "학비로 돈을 보내려는데", "하루 한도가 있나요."),
    ("남편 생일 선물", "신랑 선물 고민", "다음 주가 생일이에요."),
    ("와이프 운전 연수", "집사람이 운전을 배워요", "연수 받을 곳을 찾아요."),
    ("병원에서 출산 비용", "아이를 낳았는데", "병원 비용이 이만큼 나왔어요."),
    ("할머니 허리 통증", "할머니가 허리가 아프시대요", "침이 좋을까요."),
    ("손목 골절", "손목이 부러졌어요", "깁스를 몇 주나 하나요."),
    ("숙모님 별세", "숙모님이 돌아가셨어요", "급히 한국에 가야 합니다."),
    ("핸드폰 요금제 변경", "휴대전화 요금제를 바꿨더니", "반값이 됐어요."),
    ("지하철 청소년 요금", "전철은 십대도 반값", "요금 이야기입니다."),
    ("짐 배송 지연", "부친 짐이 자꾸 늦어져요", "배송 조회도 안 돼요."),
    ("빨래방 화재", "빨래방에 불이 났어요", "다친 사람은 없답니다."),
    ("전기료 절약", "전기세 아끼는 요령", "에어컨은 자동으로 둡니다."),
    ("부러진 손목", "손목 골절 후", "물리치료를 받아요."),
    ("에어컨을 고친", "에어컨 수리 기사님", "친절하십니다."),
    ("발표 미뤄진", "발표 연기 안내", "다음 달입니다."),
)  # fmt: skip

# What is asked, and a post that only seems to say it.
LOOK_ALIKES = (
    ("교환", "캐나다 국경 사진", "아무것도 없어요."),
    ("사기당한", "속은 편한데 배가 고파요", "순한 죽을 먹어요."),
    ("출산", "낮은 의자 추천", "다리가 짧아요."),
    ("분실", "잃을 것이 없는 청춘", "용기를 내요."),
    ("위층", "두 손 위로", "체조를 해요."),
    ("아내", "빈방을 찾아냄", "드디어 끝."),
    ("수리", "고추 모종 심기", "텃밭입니다."),
    ("도난", "털모자 뜨개질", "겨울 준비."),
    ("해고", "잘린머리나비", "곤충 도감."),
    ("골절", "부럽습니다", "축하해요."),
    ("퇴사", "그만큼만 먹기", "소식합니다."),
    ("이직", "이불을 옮기려고", "장롱이 좁아요."),
    ("접촉사고", "박수를 받았어요", "공연이 끝났습니다."),
    ("통증", "아픔이라는 제목의 시", "낭독회."),
)  # fmt: skip


@pytest.fixture
def _posts() -> None:
    for title, body in dict.fromkeys((title, body) for _, title, body in ANSWERED + LOOK_ALIKES):
        published(title, body=body)
    upkeep_is_due.send(sender=None)


def titles(typed: str, *, order: Order = Order.MATCH, complete: bool = False) -> list[str]:
    """Return the titles of what is found; if `complete`, of what lacks none of the words."""
    results = find(None, typed, order=order).results
    return [result.post.title for result in results if not (complete and result.missing)]


@pytest.mark.django_db
@pytest.mark.usefixtures("_posts")
def test_a_question_finds_its_answer_in_other_words_and_nothing_that_looks_like_it() -> None:
    found = {typed: titles(typed) for typed, _, _ in LOOK_ALIKES}
    assert [(typed, title) for typed, title, _ in LOOK_ALIKES if title in found[typed]] == []
    # All words are there in other words; a post that lacks some would be found too.
    with_all = {typed: titles(typed, complete=True) for typed, _, _ in ANSWERED}
    assert [(typed, title) for typed, title, _ in ANSWERED if title not in with_all[typed]] == []


@pytest.mark.django_db
class TestVerbs:
    @pytest.fixture(autouse=True)
    def _group(self) -> None:
        SynonymGroup.objects.all().delete()
        SynonymGroup.objects.create(words="분실, 잃어버리다, 속다")

    @pytest.mark.parametrize("typed", ["잃어버렸을", "잃어버린", "잃어버리는", "잃어버려서"])
    def test_any_form_of_a_verb_finds_the_other_names(self, typed: str) -> None:
        published("분실 신고")
        assert titles(typed) == titles(typed, order=Order.NEWEST) == ["분실 신고"]
        assert titles(f'"{typed}"') == []

    @pytest.mark.parametrize(
        "title", ["지갑을 잃어버렸어요", "잃어버린 지갑", "잃어버리고", "잃어버리다", "속았다"]
    )
    def test_a_noun_finds_the_verb_in_any_form_and_marks_it(self, title: str) -> None:
        published(title)
        for typed in ("분실", "분실됐어요", "분실에서만"):
            [result] = find(None, typed).results
            assert "<mark>" in result.title
        assert titles("지갑 -분실") == titles("지갑")
        assert titles('"분실"') == []

    def test_the_word_itself_comes_first(self) -> None:
        published("지갑 분실 신고")
        published("지갑을 잃어버렸어요")
        for typed in ("지갑 분실", "지갑을 분실했다"):
            assert titles(typed) == ["지갑 분실 신고", "지갑을 잃어버렸어요"]
        assert titles("지갑을 잃어버린") == ["지갑을 잃어버렸어요", "지갑 분실 신고"]

    def test_a_word_alone_means_what_it_says_where_that_finds_something(self) -> None:
        published("지갑 분실 신고")
        published("지갑을 잃어버렸어요")
        assert titles("분실") == titles("분실했다") == ["지갑 분실 신고"]
        assert titles("잃어버린") == ["지갑을 잃어버렸어요"]

    def test_closed_posts_stay_closed(self) -> None:
        closed = BoardFactory(read_access=Access.MODERATORS)
        published("지갑을 잃어버렸어요", board=closed, author=AdminFactory())
        assert titles("지갑 분실") == titles("분실") == []

    def test_a_field_holds_for_the_verb_too(self) -> None:
        published("질문", body="지갑을 잃어버렸어요")
        assert titles("제목:분실") == []
        assert titles("내용:분실") == ["질문"]

    @pytest.mark.parametrize("title", ["속은 편해요", "속이 아파요", "약속았", "잃어 본 적"])
    def test_what_only_begins_like_the_verb_is_not_found(self, title: str) -> None:
        published(title)
        assert titles("분실") == []


@pytest.mark.django_db
def test_words_that_are_found_by_other_names_alone_are_no_reason_to_give_up() -> None:
    SynonymGroup.objects.create(words="전기료, 전기세")
    published("전기세 아끼는 요령")
    assert titles("전기료 아꼈던", complete=True) == ["전기세 아끼는 요령"]


def test_a_name_is_a_verb_if_it_is_conjugated() -> None:
    assert verbs_among(("바꾸다", "캐나다", "교환", "혼다", "다", "판다")) == ("바꾸",)


def test_the_index_is_asked_for_few_beginnings() -> None:
    assert beginnings_of_verb("잃어버리") == ("잃어버",)
    assert len(beginnings_of_verb("바꾸")) <= 8
    assert beginnings_of_verb("속") == ("속았",)
    assert forms_of_verbs(["사"]) == ()
    names = [f"{stem}다" for stem in ("바꾸", "고치", "속이", "훔치", "털리")]
    assert len(verbs_among(names)) == MAX_VERBS
