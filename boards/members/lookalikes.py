"""Handles that a reader would take for another one."""

import re
import unicodedata

from boards.members.composing import compatible, composed, decomposed
from boards.members.masking import MASK

# Letters of other alphabets, and digits, that look like a Latin letter: the pairs of Unicode's
# confusables.txt that can be typed and that a handle may hold, in lower case.
LIKE_LATIN = str.maketrans(
    {
        **dict(zip("абвгԁеһіјкӏмнопԛрсѕтухѵԝ", "abbrdehijklmhonqpcstyxvw", strict=True)),
        **dict(zip("αβγεηικνορτυχω", "abyenikvoptuxw", strict=True)),
        **dict(zip("օոսհցյ", "onuhgj", strict=True)),  # Armenian
        **dict(zip("ıɑɡɩʏʟɴ", "iagiyln", strict=True)),
        **dict(zip("01", "ol", strict=True)),
    }
)
ACCENTS = re.compile("[\u0300-\u036f]")
SEPARATORS = re.compile(r"[._\-]")
# Whoever bears one of these would speak for the site, or for everybody.
RESERVED = frozenset(
    (
        "abuse", "admin", "administrator", "all", "anonymous", "api", "bot", "everyone",
        "formermember", "guest", "help", "here", "hostmaster", "info", "manager", "master", "mod",
        "moderator", "moderators", "nobody", "noreply", "notice", "notices", "null", "official",
        "operator", "owner", "postmaster", "root", "security", "staff", "superuser", "support",
        "sysop", "system", "team", "undefined", "webmaster",
        "게시판지기", "고객센터", "공식", "공지", "공지사항", "관리", "관리인", "관리자", "관리팀",
        "매니저", "모더레이터", "부운영자", "비회원", "손님", "스태프", "스탭", "시삽", "시스템",
        "어드민", "운영", "운영자", "운영진", "운영팀", "익명", "전체", "최고관리자", "탈퇴자",
        "탈퇴한회원", "탈퇴회원",
    )
)  # fmt: skip
# Alphabets that Korean and other East Asian writing mixes; any other stands alone in a handle.
MIXED = frozenset({"LATIN", "HANGUL", "CJK", "HIRAGANA", "KATAKANA"})


def skeleton(handle: str) -> str:
    """Return what is left of a handle when everything that looks alike is made the same.

    Two handles with one skeleton look the same: `аdam` in Cyrillic and `adam`, `kim0` and `kimo`.
    """
    folded = compatible(handle).casefold()
    plain = ACCENTS.sub("", decomposed(folded))
    return composed(plain).translate(LIKE_LATIN)


def is_reserved(handle: str) -> bool:
    """Say whether a handle is, or looks like, a name that speaks for the site.

    So does one that only adds signs or a number to it (`adm1n`, `운.영.자`, `admin2`), and one
    that looks like a masked name.
    """
    without_number = handle.rstrip("0123456789")
    return skeleton(handle).endswith(MASK) or any(
        _bare(spelling) in _BARE_RESERVED for spelling in (handle, without_number)
    )


def mixes_alphabets(handle: str) -> bool:
    """Say whether a handle has letters of alphabets that nobody writes together."""
    alphabets = {unicodedata.name(sign, "?").split()[0] for sign in handle if sign.isalpha()}
    return len(alphabets) > 1 and not alphabets <= MIXED


def _bare(handle: str) -> str:
    """Go further than the skeleton: `l` and `i`, `rn` and `m` are one, and signs are gone."""
    bare = SEPARATORS.sub("", skeleton(handle))
    return bare.replace("l", "i").replace("rn", "m").replace("vv", "w")


_BARE_RESERVED = frozenset(map(_bare, RESERVED))
