"""What Korean-Americans call one thing in several ways is found by each of them, and nothing else.

All posts are there at once, so that each name has been written by somebody: no rule by sound or
spelling is asked then, and the first table of synonyms has to know it.
"""

import pytest

from boards.background.signals import upkeep_is_due
from boards.search.querying.finding import find
from tests.search.posting import published

pytestmark = pytest.mark.django_db

# The names of a thing; each stands in a post of its own, and finds the posts of all.
NAMES = (
    # Places.
    ("버팔로", "버펄로", "Buffalo"),
    ("플러싱", "후러싱", "Flushing"),
    ("둘루스", "덜루스", "Duluth"),
    ("스와니", "수와니", "Suwanee"),
    ("캐롤턴", "캐롤튼", "Carrollton"),
    ("세리토스", "쎄리토스", "Cerritos"),
    ("뉴어크", "뉴왁", "Newark"),
    ("씨애틀", "시애틀", "Seattle"),
    ("헌팅턴비치", "헌팅톤비치", "Huntington Beach"),
    ("콜럼버스", "콜롬버스", "Columbus"),
    ("버겐카운티", "Bergen County"),
    # Banks, shops, cars, the way there.
    ("뱅오아", "BofA", "뱅크오브아메리카"),
    ("캐시앱", "캐쉬앱", "Cash App"),
    ("젤 송금", "젤로 이체", "Zelle"),
    ("찰스슈왑", "Schwab"),
    ("티제이맥스", "TJ맥스", "TJ Maxx"),
    ("파이브가이즈", "Five Guys"),
    ("인천공항", "ICN"),
    ("LA공항", "LAX"),
    ("오디세이", "오딧세이", "Odyssey"),
    ("글로벌엔트리", "글로벌 엔트리", "Global Entry"),
    # What is on the telephone.
    ("페북", "페이스북", "Facebook"),
    ("유투브", "유튜브", "YouTube"),
    ("왓츠앱", "와츠앱", "WhatsApp"),
    ("넷플", "넷플릭스", "Netflix"),
    ("지피티", "챗GPT", "ChatGPT"),
    # Visas, taxes, money, work.
    ("소액투자비자", "E-2"),
    ("신분조정", "I-485"),
    ("불체자", "불법체류자", "서류미비자"),
    ("이중국적", "복수국적", "dual citizenship"),
    ("비자문호", "visa bulletin"),
    ("원천징수영수증", "W-2"),
    ("푸드스탬프", "EBT", "CalFresh"),
    ("에스크로", "에스크로우", "escrow"),
    ("정리해고", "레이오프", "layoff"),
    ("레주메", "레쥬메", "이력서", "resume"),
    ("연봉", "샐러리", "salary"),
    ("오퍼레터", "offer letter"),
    ("취업면접", "job interview"),
    # Health, school, home and car.
    ("주치의", "패밀리닥터", "family doctor"),
    ("구급차", "엠뷸런스", "ambulance"),
    ("디덕터블", "자기부담금", "deductible"),
    ("조지아텍", "조지아공대", "Georgia Tech"),
    ("등록금", "튜이션", "tuition"),
    ("고등학교", "하이스쿨", "high school"),
    ("카센터", "정비소", "auto repair"),
    ("네일샵", "네일살롱", "nail salon"),
    ("초밥", "스시", "sushi"),
    ("월가", "월스트리트", "Wall Street"),
    ("리커스토어", "liquor store"),
    ("주유소", "개스스테이션", "gas station"),
    ("교통체증", "트래픽", "traffic jam"),
    ("파킹", "주차", "parking"),
    ("이삿짐센터", "이사짐센터", "moving company"),
    # Who and what is in the news.
    ("손흥민", "Heung-Min Son"),
    ("디샌티스", "드샌티스", "DeSantis"),
    ("다저스", "다져스", "Dodgers"),
    ("슈퍼볼", "수퍼볼", "Super Bowl"),
    ("메이저리그", "MLB"),
    ("연방수사국", "FBI"),
    ("질병통제예방센터", "CDC"),
    ("검찰", "檢"),
    ("청와대", "靑"),
    ("영국", "英"),
    ("LA경찰국", "LAPD"),
    ("셰리프", "쉐리프", "sheriff"),
    ("일광절약시간", "서머타임"),
    ("메모리얼데이", "Memorial Day"),
)  # fmt: skip

# One way only: the first finds the other, and not the other way round.
NARROWER = (
    ("조기전형", "얼리디시전"),
    ("환불", "refund"),
    ("리펀드", "refund"),
    ("택스", "tax"),
    ("라테", "latte"),
    ("中", "중국"),
    ("유심", "SIM card"),
    ("현충일", "Memorial Day"),
)

# What is typed, and a title in which it only seems to stand.
LOOK_ALIKES = (
    ("Philadelphia", "필라테스 강사"),
    ("flu", "플루트 레슨"),
    ("latte", "소크라테스 강의"),
    ("Lowe's", "옐로우스톤 사진"),
    ("corporation", "방법인데 모르겠어요"),
    ("Wall Street", "6개월가량 걸려요"),
    ("sushi", "버스시간표 변경"),
    ("resignation", "회사직원 소개"),
    ("Publix", "퍼블릭스쿨 배정"),
    ("PlayStation", "애플스토어 수리"),
    ("tenant", "메인테넌스 부서"),
    ("Messi", "메시지 도착"),
    ("Greece", "그리스도 찬양"),
    ("Ford", "스탠포드 기숙사"),
    ("중국", "공사 中 우회"),
    ("일본", "31日 마감"),
    ("city hall", "방송 시청 소감"),
    ("police", "인디애나폴리스 날씨"),
    ("Iran", "행복이란 무엇인가"),
    ("signature", "휩싸인 소문"),
    ("Knicks", "하이닉스 공장"),
    ("Zelle", "젤로 맛있는 집"),
    ("Zelle", "미켈란젤로 조각"),
)


def title_of(name: str) -> str:
    return f"{name} 질문"


@pytest.fixture
def answers() -> dict[str, set[str]]:
    """Publish a post for each name; return the titles that each finds."""
    names = {
        *(name for names in (*NAMES, *NARROWER) for name in names),
        *(typed for typed, _title in LOOK_ALIKES),
    }
    for title in [*map(title_of, sorted(names)), *(title for _typed, title in LOOK_ALIKES)]:
        published(title)
    upkeep_is_due.send(sender=None)
    return {name: {result.post.title for result in find(None, name).results} for name in names}


def test_each_name_finds_all_that_is_called_so_and_nothing_else(
    answers: dict[str, set[str]],
) -> None:
    expected = {name: set(map(title_of, names)) for names in NAMES for name in names}
    assert {name: answers[name] for name in expected} == expected
    for broader, narrower in NARROWER:
        assert title_of(narrower) in answers[broader]
        assert title_of(broader) not in answers[narrower]
    assert [(typed, title) for typed, title in LOOK_ALIKES if title in answers[typed]] == []
