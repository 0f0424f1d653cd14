"""Watched words are found however they are written, and not in innocent words."""

import time

import pytest

from boards.filters.matching.domains import Domains
from boards.filters.matching.patterns import readable
from boards.filters.matching.streams import plain_letters
from boards.filters.matching.words import Watched, Words

EVASIONS = {
    "시발": {
        "as it is": ["시발", "야 시발!", "개시발", "시발놈아", "시발ㅋㅋㅋ", "「시」발"],
        "spaces": ["시 발", "시  발", "시\n발", "시 발이", "시\u3000발", "시\u00a0발"],
        "signs": ["시.발", "시-발", "시*발", "시~발", "시_발", "시/발", "시·발", "시。발", "시❤발",
                  "시ㆍ발", "(시)(발)", "시.발놈", "아시.발", "시😀발"],
        "digits and letters between": ["시1발", "시2발", "시ㅋ발", "시ㅡ발"],
        "taken apart": ["ㅅㅣㅂㅏㄹ", "ㅅ ㅣ ㅂ ㅏ ㄹ", "시ㅂㅏㄹ", "ㅅㅣ발", "시바ㄹ",
                        "\u1109\u1175\u1107\u1161\u11af", "ㅅㅣ.ㅂㅏㄹ",
                        "\uffb5\uffdc\uffb2\uffc2\uffa9"],
        "unseen signs": ["시\u200b발", "시\u2060발", "시\u3164발", "시\u00ad발",
                         "\ufeff시\u200d발"],
        "drawn out": ["시이발", "시이이이발", "시바알", "시시발", "시발발", "시시시발"],
        "as it sounds": ["십알"],
        "signs for vowels": ["ㅅl발", "ㅅ1발", "ㅅ|발"],
        "swearing around": ["진짜시.발놈", "진짜시1발놈", "진짜시.발", "아시❤발", "개시.발",
                            "시,발 놈",
                            "시/발", "시·발놈아", "시 발놈아", "이런시/발새끼", "1. 시.발"],
        "letters of another writing": ["시a발", "시x발", "시A발놈", "시ж발", "시の발", "시α발",
                                       "진짜시x발놈", "시x발이", "시🅰발"],
        "signs that are letters": ["시一발", "시ー발", "시Ⅱ발", "시丨발", "시二발", "시ⅲ발",
                                   "시〇발"],
        "behind a number": ["18시발놈아", "1시발새끼", "7시발ㅋㅋ", "3) 시 발", "2. 시/발"],
        "the wrong layout": ["tlqkf", "TLQKF", "t l q k f", "tlqkfsusdk"],
    },
    "fuck": {
        "as it is": ["fuck", "FUCK", "이런 fuck이", "fuck!"],
        "signs": ["f.u.c.k", "f-u-c-k", "f*u*c*k", "fu.ck", "f_u_c_k", "f u c k"],
        "other alphabets": ["fuсk", "ｆｕｃｋ", "𝐟𝐮𝐜𝐤", "ⓕⓤⓒⓚ", "fück",
                            "🅵🆄🅲🅺", "🄵🅄🄲🄺", "🅕🅤🅒🅚", "🅵ⓤ🄲k"],
        "unseen signs": ["fu\u00adck", "f\u200buck"],
        "drawn out": ["fuuuck", "fuck" + "k" * 30],
        "the wrong layout": ["려차"],
    },
    "shit": {"what looks alike": ["sh1t", "$hit", "$h!t", "ѕһіt", "SH!T", "ѕһ1t", "ｓｈ1ｔ",
                                  "sh1t을",
                                  "s.h.1.t", "s h 1 t", "s-h-1-t", "s_h_1_t"]},
    "bitch": {"digits and signs": ["b1tch", "B1TCH", "b-1-t-c-h", "b!1tch"]},
    "ass": {"what looks alike": ["a$$", "@ss", "a5s"], "spaces": ["a s s"], "drawn out": ["asss"]},
    "ㅅㅂ": {"initials": ["ㅅㅂ", "ㅅ.ㅂ", "ㅅ ㅂ", "ㅅㅂㅋㅋ", "아 ㅅㅂ", "\u1109\u1107",
                        "ㅅ1ㅂ", "아 ㅅ1ㅂ", "아ㅅ1ㅂ", "ㅅ2ㅂ놈", "ㅅ1ㅂㅋㅋ", "ㅅ8ㅂ", "ㅅ!ㅂ",
                        "ㅅlㅂ", "ㅋㅋㅅ.ㅂ"]},
    "ㅂㅅ": {"a cluster": ["ㅄ", "ㅂㅅ"]},
    "병신": {"all kinds": ["병.신", "병 신", "ㅂㅕㅇㅅㅣㄴ", "qudtls", "병1신", "병시ㄴ",
                           "병ㅅ1ㄴ", "병1신아", "병-신들", "개병.신",
                           "ㅂㅕㅇㅅ1ㄴ",
                          "병x신", "병/신", "병,신새끼", "진짜병.신새끼"]},
    "카지노": {"all kinds": ["카 지 노", "카.지.노", "카지노사이트", "ㅋㅏㅈㅣㄴㅗ", "카√지√노",
                             "카Ⅱ지Ⅲ노", "카z지z노",
                             "카G노", "카g노 사이트",
                            "온라인카🎰지🎰노사이트", "온라인카1지1노사이트",
                            "온라인카.지.노사이트",
                            "온라인카x지x노사이트", "카지n노", "온라인카지n노사이트", "카.G.노",
                            "온라인카G노사이트", "카.지노사이트", "777카지노"]},
    "대출": {"advertising": ["대.출", "대/출 상담", "대1출", "대x출", "365대출", "1588 대출",
                             "즉시대출"]},
    "바카라": {"inside a longer word": ["라이브바.카.라게임", "라이브바1카❤라게임"]},
    "개새끼": {"all kinds": ["개 새끼", "개새 끼", "개.새.끼", "개 새 끼야", "rotoRl",
                            "저개.새.끼들", "저개1새1끼들", "개x새x끼", "5개새끼"]},
    "18놈": {"all kinds": ["18놈", "1.8놈", "１８놈"]},
    "18": {"numbers": ["18", "18 놈", "１８", "18년"]},
    "bitcoin": {"all kinds": ["b!tcoin", "bitc0in", "B I T C O I N", "bitcoin을"]},
    "spam*": {"goes on": ["spammer", "spam"]},
    "ㅋㅋㅋㅋㅋ": {"a run": ["ㅋㅋㅋㅋㅋ", "아 ㅋㅋㅋㅋㅋㅋㅋㅋ"]},
}  # fmt: skip
INNOCENT = {
    "시발": ["오후 2시,발인", "신청 시 · 발급 시", "(시)발전", "서울시-발주", "시♥발레", "1시발차",
             "다시 발표합니다", "역시 발전", "출시 발표", "시 발전 계획", "2시 5발", "다시,발표",
             "몇 시 발차", "동시 발생", "다시1발", "다시. 발", "택시 발견", "표시 발행", "3시1발",
             "시바견", "ㅅㅂ", "시작\0발표",
             "17일 오후 3시 발인", "오전 7시발 열차", "3시 발표", "10시발매", "3시 발",
             "오후 3 시 발",
             "세 시 발 열차", "일곱 시 발", "12시 발, 부산행", "３시 발", "3시이발소",
             "몇 시 이발 예약",
             "발생 시/발견 시 신고", "이상 시/발열 시", "시(발표)", "시,발표", "시/발행일",
             "시·발급",
             "발생 시-발견 시", "강릉시/발전소", "다시~발 아파", "역시!발 빠른 기자", "동시x발생",
             "A시B발전소", "시B발표", "다시 B발", "시 a 발", "오후 3시ㆍ발인", "역시A발"],
    "fuck": ["luck", "fu ck", "shuck", "고려차 마셔", "인력차"],
    "ass": ["class", "assign", "as s is", "bass", "as Sam", "pass", "assess", "glass",
            "갤럭시 A55 케이스", "A55를 샀어요", "a55", "A 55", "A-55", "A5 5", "A5-S",
            "A5 S 모델", "A5_S"],
    "shit": ["SH17", "SH17 항공편", "SH 17", "SH-17", "5H17", "부품 SH17을"],
    "tit": ["T17", "T-17", "717"],
    "penis": ["the pen is red", "open issue"],
    "god": ["good", "goods"],
    "18": ["2018", "180", "1,800", "0.18", "1818"],
    "병신": ["병원 신관", "병에 신", "지병 신고", "이 병(신경성)", "암·병·신장", "음료 3병 신청",
             "맥주 2병 신속 배달", "소주 두 병 신나게", "병/신체", "간병,신생아", "병:신경통",
             "5병신청"],
    "개새끼": ["강아지 5개 새끼", "고양이 3 개 새끼", "강아지 수십 개 새끼", "한두 개 새끼",
               "열다섯 개 새끼", "강아지 다섯 개 새끼 고양이",
               "무지개, 새끼"],
    "대출": ["3대 출", "차량 3대 출고", "버스 2대출발", "시대, 출발", "한국대/출판부",
             "트럭 세 대 출동"],
    "만남": ["조건만. 남은 것", "3만 남짓", "5만 남았다", "3만남짓"],
    "조건": ["3조 건설비", "2조 건"],
    "병맛": ["맥주 3병 맛있게", "2병맛보기"],
    "명품": ["3명 품앗이", "5명품평회"],
    "번개": ["3번 개최", "2번개봉"],
    "카지노": ["카노", "카지 B노트", "가지나무"],
    "dick": ["야차", "야차가 나온다", "불교의 야차"],
    "anal": ["an al", "canal", "analysis", "무미", "무미건조", "무미 무취"],
    "ㅅㅂ": ["신발", "세발", "ㅅㅅ"],
    "도박": ["강도 박씨", "독도 박물관", "지도.박스", "강도·박 모씨", "독도/박 교수", "지도,박스",
             "도(박물관)", "A도B박물관", "1도박2일", "30도박스"],
    "미친": ["개미 친구들", "어미.친척"],
    "ㅋㅋㅋㅋㅋ": ["ㅋㅋㅋㅋ", "ㅋㅋ ㅋㅋ"],
}  # fmt: skip


def is_found(word: str, text: str, *innocent: str) -> bool:
    return any(True for _ in Words([Watched(1, word, innocent)]).found_in(text))


@pytest.mark.parametrize(
    ("word", "text"),
    [
        (word, text)
        for word, kinds in EVASIONS.items()
        for texts in kinds.values()
        for text in texts
    ],
)
def test_a_word_is_found_however_it_is_written(word: str, text: str) -> None:
    assert is_found(word, text)
    assert is_found(word, f"오늘은 날씨가 좋네요.\n{text}\n그렇죠?")


@pytest.mark.parametrize(
    ("word", "text"), [(word, text) for word, texts in INNOCENT.items() for text in texts]
)
def test_an_innocent_text_passes(word: str, text: str) -> None:
    assert not is_found(word, text)


@pytest.mark.parametrize("text", ["시발점", "이 시발점에서", "시발 점", "시발역까지"])
def test_an_exception_makes_a_longer_word_innocent(text: str) -> None:
    assert is_found("시발", text)
    assert not is_found("시발", text, "시발점", "시발역")


def test_an_exception_leaves_the_word_itself_alone() -> None:
    assert is_found("시발", "시발점은 좋은데 시발!", "시발점")
    assert is_found("18", "18세 이하 18", "18세")


def test_a_find_says_where_it_stands() -> None:
    text = "정말 시.발 이네"
    (find,) = Words([Watched(7, "시발")]).found_in(text)
    assert (find.number, text[find.start : find.end]) == (7, "시.발")


def test_a_find_is_told_once_in_a_long_text() -> None:
    text = " ".join(["가나다라 마바사"] * 200 + ["시발"] + ["가나다라 마바사"] * 200)
    (find,) = Words([Watched(7, "시발")]).found_in(text)
    assert text[find.start : find.end] == "시발"


@pytest.mark.parametrize(
    "text", ["시" * 5000, "시이" * 3000, "ㅅㅣ" * 3000, "f.u." * 3000, "\u200b" * 9000]
)
def test_a_hostile_text_is_read_in_a_time_that_grows_with_its_length(text: str) -> None:
    words = Words([Watched(1, "시발"), Watched(2, "fuck"), Watched(3, "시시시발")])
    assert list(words.found_in(text)) == []


@pytest.mark.parametrize("lead", [*range(440, 470, 3), *range(480, 520, 7), 950, 998, 1003])
@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("시발", "시" + "\u200b" * 100 + "발"),
        ("시발", "시" + "." * 700 + "발"),
        ("시발", "시 " + "\u200b" * 100 + "발"),
        ("시발", "시 " + ". " * 100 + "발"),
        ("카지노", "카 지" + "\u2060 " * 90 + "노"),
        ("시발", "시" + "ㅋ" * 300 + "발"),
        ("시발", "시" + "이" * 300 + "발"),
        ("fuck", "f" + "\u2060" * 60 + "u" + "\u200b" * 600 + "ck"),
        ("시발", "ㅅ" + "\u200b" * 90 + "ㅣㅂㅏㄹ"),
        ("지금 가입하면 첫 충전 금액의 백 퍼센트를 더 드리는 안전한 놀이터로 바로 오세요",) * 2,
        (
            "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호구누",
        )
        * 2,
    ],
)
def test_a_word_is_found_wherever_a_long_text_is_cut(lead: int, word: str, text: str) -> None:
    filler = ("나비 하늘 " * 400)[:lead]
    (find,) = Words([Watched(1, word)]).found_in(f"{filler} {text} {'끝 말 ' * 200}")
    assert (find.start, find.end) == (len(filler) + 1, len(filler) + 1 + len(text))


@pytest.mark.parametrize("lead", [*range(485, 515), *range(525, 545), *range(625, 645)])
@pytest.mark.parametrize("filler", ["가나다라", "가나 라마 "])
@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("시발", "이 시 발표회장"), ("시발", "다시 발표를"), ("시발", "오전 3시 발표를"),
        ("ass", "passage"), ("18", "20180"),
        ("시발", "몇 시 발표회장"),
    ],
)  # fmt: skip
def test_an_innocent_word_passes_wherever_a_long_text_is_cut(
    lead: int, filler: str, word: str, text: str
) -> None:
    assert not is_found(word, f"{(filler * 200)[:lead]} {text}{filler * 200}")


@pytest.mark.parametrize("lead", range(485, 515, 2))
def test_an_exception_counts_wherever_a_long_text_is_cut(lead: int) -> None:
    whole = ("가나다라" * 200)[:lead] + "우리동네버스시발점안내" + "가나다라" * 200
    assert is_found("시발", whole)
    assert not is_found("시발", whole, "우리동네버스시발점안내")


MAX_CPU_SECONDS = 3  # of a hundred thousand signs: several times what the slowest take


@pytest.mark.parametrize(
    "text",
    [("시발 " + sign * 490 + " ") * 200 for sign in "ﷺ㍿㌖ﬃ㋿㎯ㅄ"]
    + ["@" * 100_000, "a@" * 50_000, "1!" * 50_000, "1ㅅ" * 50_000, "a." * 50_000, "가a" * 50_000]
    + [("시발표 ㍿㌔ㅄ㎏" + "㍿㌔" * 20) * 2000, ("시발 " + "12" * 250) * 200]
    + ["시 발표 " * 20_000, "ㅅl" * 50_000, "a " * 50_000, "시." * 50_000, "a" + " " * 99_999]
    + ["a.b@" * 25_000, "가a.a가" * 20_000, ".-_@" * 25_000, "a.b " * 25_000, "가.나" * 33_000]
    + ["spam.com " * 11_000, "a dot b " * 12_000, "spam점" * 20_000, "①a" * 50_000],
    ids=lambda text: text[:8],
)
def test_a_long_text_of_any_signs_is_read_quickly(text: str) -> None:
    words = Words([Watched(1, "시발"), Watched(2, "fuck"), Watched(3, "카지노")])
    domains = Domains([(4, "spam.com", [])])
    began = time.process_time()
    list(words.found_in(text))
    list(domains.found_in(readable(text)[0]))
    assert time.process_time() - began < MAX_CPU_SECONDS


@pytest.mark.parametrize("sign", "ﷺﷻ㌖㌗")
def test_one_sign_never_becomes_a_whole_sentence(sign: str) -> None:
    assert plain_letters(sign) == sign
    assert readable(sign)[0] == sign


def test_five_hundred_words_take_no_more_steps_than_one() -> None:
    """The row of letters is walked once, whatever is looked for."""
    text = "아무것도 아닌 이야기를 길게 적어 봅니다. " * 90
    one = Words([Watched(0, "금지어")])
    lots = Words([Watched(number, f"금칙{chr(0xAC00 + number * 7)}낱말") for number in range(500)])
    counted = []
    for words in (one, lots):
        letters = Steps(text)
        list(words._quick.found_in(letters))  # type: ignore[arg-type]
        counted.append(letters.steps)
    assert counted[0] == counted[1] == len(text)


class Steps(str):
    """A text that counts how often a sign of it is read."""

    steps = 0

    def __iter__(self):
        for sign in str.__iter__(self):
            self.steps += 1
            yield sign
