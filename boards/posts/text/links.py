"""Finds the URLs in text that somebody typed, with Korean right behind them and inside them.

Korean puts particles and endings behind a word without a space (`https://a.kr에서`), and URLs
hold Korean themselves (`https://a.kr/wiki/한국`). What tells them apart is what stands before:

- Behind an ASCII letter or digit, or a closing bracket, Hangul (as Han and kana) is a particle, and
  the link ends. A run that goes on with `_`, a further part or the ending of a file is a title:
  `/2024년_하계_올림픽`, `/2024년/여행.html`; so is one in the middle of Korean, or behind a day:
  `/제2차세계대전`, `/5·18민주화운동`.
- At the start of a part, behind `/ = _ - : # @ , + & (` or `%20`, it belongs to the URL; except
  where the last part is nothing but a particle or an ending: `https://a.kr/을`, `…/입니다`. That
  does not hold within a part of Korean words: `/왕과_나`.
- In a host, a name of Hangul needs a domain behind it: `https://홍길동.kr`, `https://한글.한국`.

So `https://a.kr/서울에서` is one URL to the end: nothing says that it is not the page's name.
Letters of other alphabets belong to the URL wherever they stand (`/café`).
"""

from collections.abc import Iterator

import regex

_EAST_ASIAN = r"\p{Hangul}\p{Han}\p{Hiragana}\p{Katakana}々ー"
_RUN = rf"[{_EAST_ASIAN}][{_EAST_ASIAN}\p{{M}}]*+(?:·[{_EAST_ASIAN}]++)*+"
_OTHER_LETTER = rf"(?:(?![\x00-\x7f{_EAST_ASIAN}])[\p{{L}}\p{{M}}\p{{N}}])"
_SCHEME = r"(?:[Hh][Tt][Tt][Pp][Ss]?://)"

# What stands behind a noun; where one begins another, the longer one comes first. Left out is what
# is more often the title of a page: 이란 (Iran), 라면, 면, 고, 인지.
_AT_PLACE = (
    "에게서|에서|에게|에|한테서|한테|께서|께|으로써|으로서|으로|로써|로서|로|이랑|랑|하고|부터|까지"
    "|처럼|같이|만큼|보다|마다|대로|밖에|조차|마저|라도|이라도"
)
_PARTICLE = (
    r"은\(는\)|는\(은\)|을\(를\)|를\(을\)|이\(가\)|가\(이\)|과\(와\)|와\(과\)"
    rf"|(?:{_AT_PLACE})(?:부터|까지)?(?:는|은|도|만|의|요|서)?"
    "|은|는|이|가|을|를|의|도|만|과|와|나|이나|든|이든|든지|이든지|야|이야|여|이여|요|이요|뿐"
    "|이?라는|이?라고요?|이?라며|이?라서|이라면|이면|이니|이?니까|이고요?|고요|이?며"
    "|이?죠|이?지요|이네요?|네요|이군요?|군요|이?거든요?|이래요?|래요|이?랍니다|이다|인데요?|인가요?"
    "|일까요?|이?에요|이?예요|이?어요|였?어요|이었어요|이?였습니다|이었습니다|입니다만?|입니까|임"
)

_URL_START = regex.compile(
    rf"""
    {_SCHEME} (?!{_SCHEME})
    (?:[A-Za-z0-9._~%+\-]++(?::[A-Za-z0-9._~%!$+\-]*+)?@)?+      # user and password
    (?:
      \[[0-9A-Fa-f:.]{{2,45}}\]
    | (?:
        (?!(?:[A-Za-z0-9_\-])++(?:{_PARTICLE})\.)                  # com입니다. is the end of a host
        [A-Za-z0-9\p{{M}}\p{{L}}\p{{N}}]++(?:[_\-]++[A-Za-z0-9\p{{M}}\p{{L}}\p{{N}}]++)*+
        \.
      )*
      (?:
        (?:[A-Za-z0-9]|{_OTHER_LETTER})++(?:[_\-]++(?:[A-Za-z0-9]|{_OTHER_LETTER})++)*+ (?!://)
      | (?<=\.)(?:한국|닷컴|닷넷|삼성|\p{{Han}}{{2,4}})
      )
    )
    (?::[0-9]{{1,5}}(?![0-9]))?
    (?P<tail>(?=[/?\#]))?
    """,
    regex.VERBOSE,
)
_NO_PARTICLE = rf"(?!(?:{_PARTICLE})(?![{_EAST_ASIAN}]))"
_PIECE = regex.compile(
    rf"""
      (?P<open>\() (?:{_RUN})?
    | (?P<close>\)) (?:{_RUN}(?=_))?
    | (?:%[0-9A-Fa-f]{{2}}|[/=_\-:\#@,+&]|(?<=/)~) (?:{_RUN})?
    | \? (?:{_RUN}(?==))?
    | (?<=[{_EAST_ASIAN}])\. {_RUN}(?=[./_=&?\#\-][\w])
    | (?<=[/=:?\#&@+]|%[0-9A-Fa-f]{{2}})[Hh][Tt][Tt][Pp][Ss]?(?=://)
    | \[[A-Za-z0-9_.\-]*+\](?==)
    | (?:(?!{_SCHEME})[A-Za-z0-9])++ (?:(?<=[0-9])·[0-9]++)*+
      (?: {_RUN}(?=_)
        | {_NO_PARTICLE} {_RUN} (?=/[\w%]|%[0-9A-Fa-f]{{2}}|\.[A-Za-z0-9])
        | (?<=[{_EAST_ASIAN}][0-9]{{1,4}}|[0-9]·[0-9]{{1,4}}) {_NO_PARTICLE} {_RUN} )?
    | (?:{_OTHER_LETTER})++
    | [.!$'*;~%]
    """,
    regex.VERBOSE,
)
_PARTICLE_ALONE = regex.compile(
    rf"(?:(?<=[/=#@&~]|(?<![{_EAST_ASIAN}])(?:[_\-:,+(]|%[0-9A-Fa-f]{{2}}))(?:{_PARTICLE})|\(으\))\Z"
)
_MAX_PARTICLE_LENGTH = 12
_CLOSING = ".,;:!?'*~("


def links_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the URLs with `http` or `https` in a text begin and end, in order.

    Takes a time that grows with the length of the text, whatever stands in it.
    """
    position = 0
    while match := _URL_START.search(text, position):
        start, end = match.span()
        if match["tail"] is not None:
            end = _end_of_tail(text, end)
        position = _without_closing(text, end, least=match.end())
        yield start, position


def _end_of_tail(text: str, position: int) -> int:
    """Return where path, query and fragment end; a bracket counts only with its partner."""
    opened: list[int] = []
    while piece := _PIECE.match(text, position):
        if piece["open"]:
            opened.append(position)
        elif piece["close"]:
            if not opened:
                break
            opened.pop()
        position = piece.end()
    return opened[-1] if opened else position


def _without_closing(text: str, end: int, *, least: int) -> int:
    """Take the punctuation of the sentence and a particle off the end of a URL."""
    while True:
        while end > least and text[end - 1] in _CLOSING:
            end -= 1
        particle = _PARTICLE_ALONE.search(text, max(least, end - _MAX_PARTICLE_LENGTH), end)
        if particle is None:
            return end
        end = particle.start()
