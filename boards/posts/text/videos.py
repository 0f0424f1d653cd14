"""Videos of other sites: which address is one, and from where its player is loaded.

Nothing but the name of the site and an ID of known form is taken from an address, so the address
of a player is always of our own making.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape
from itertools import groupby, islice
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

from django.conf import settings

MAX_ADDRESS_LENGTH = 300  # characters; the longest that a site's own button copies has about 100
MAX_VIDEOS = 10  # of one post; the others stay links
MAX_FIELDS = 12  # of a query
MAX_START = 24 * 3600  # seconds into a video

_PRINTABLE = re.compile(r"https?://[!-\[\]-~]+", re.IGNORECASE)  # ASCII without blank and backslash
# As nh3 writes them: every value is in double quotes, and none of them holds one. What opens a
# paragraph and does not end it is left before the next one.
_PARAGRAPH = re.compile(r"<p>([^<]*(?:<(?!/?p>)[^<]*)*)</p>")
_LINK_ALONE = re.compile(
    rf'\s*<a href="([^"<>]{{1,{6 * MAX_ADDRESS_LENGTH}}})"(?: [a-z]+="[^"]*")*>([^<]*)</a>\s*'
)
_OPENED_OR_CLOSED = re.compile(r"<(/?)(?!br>|img )[a-z]")

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
# As long as an ID, but what stands in the address of a player without a video of its own.
_YOUTUBE_WORDS = {"videoseries", "live_stream"}
_YOUTUBE_PATH = re.compile(r"/(?:shorts|live|embed|v)/([^/]+)/?")
_VIMEO_PATH = re.compile(
    r"/(?:channels/[a-z0-9_-]+/|groups/[a-z0-9_-]+/videos/|(?:album|showcase)/[0-9]+/video/)?"
    r"([1-9][0-9]{0,11})(?:/([0-9a-f]{6,20}))?/?"
)
_VIMEO_PLAYER_PATH = re.compile(r"/video/([1-9][0-9]{0,11})/?")
_VIMEO_HASH = re.compile(r"[0-9a-f]{6,20}")
_NAVER_PATH = re.compile(r"/(?:v|embed)/([1-9][0-9]{0,11})/?")
_TIME = re.compile(r"(?:([0-9]{1,2})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,6})s?)?")


@dataclass(frozen=True)
class Video:
    """One video.

    Attributes:
        site: a key of SITES.
        address: where it is watched without our player, as it was written.
        player: what a frame loads, when somebody asks for it.
    """

    site: str
    id: str
    address: str
    player: str


@dataclass(frozen=True)
class VideoSite:
    """A site whose videos are played here.

    Attributes:
        player_origin: what the pages with such a video let frames load.
    """

    name: str
    player_origin: str
    parse: Callable[[SplitResult], tuple[str, str] | None]


def video_at(address: str) -> Video | None:
    """Return the video at an address; None for every other, and for one of a site switched off.

    Raises nothing, and looks at no more than MAX_ADDRESS_LENGTH characters.
    """
    if len(address) > MAX_ADDRESS_LENGTH or not _PRINTABLE.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
        for name in settings.VIDEO_SITES:
            found = SITES[name].parse(parts)
            if found:
                return Video(name, found[0], address, SITES[name].player_origin + found[1])
    except ValueError:  # of a host or a query that is none
        return None
    return None


def videos_in(safe_markup: str) -> list[Video]:
    """Return the videos whose addresses stand alone on lines of paragraphs, in order."""
    if not _may_have_videos(safe_markup):
        return []
    lines = (line for each in _PARAGRAPH.finditer(safe_markup) for line in _lines_of(each[1]))
    return list(islice((line.video for line in lines if line.video), MAX_VIDEOS))


def with_videos(safe_markup: str, card_of: Callable[[Video], str]) -> str:
    """Return HTML with a card in the place of each line that is a video's address.

    A card is no part of a paragraph: what stood before it and after it are two.
    """
    if not _may_have_videos(safe_markup):
        return safe_markup
    left = MAX_VIDEOS

    def with_cards(paragraph: re.Match[str]) -> str:
        nonlocal left
        lines = _lines_of(paragraph[1]) if left else []
        cards = [line for line in lines if line.video][:left]
        if not cards:
            return paragraph[0]
        left -= len(cards)
        return _split_at(lines, cards, card_of)

    return _PARAGRAPH.sub(with_cards, safe_markup)


class _Line(NamedTuple):
    """One line of a paragraph, and the video whose address is all that stands on it."""

    markup: str
    video: Video | None


def _lines_of(paragraph: str) -> list[_Line]:
    """Return the lines of a paragraph; none where it has no link.

    A line within bold text or the like has no video: nothing can be put between its tags.
    """
    if "<a " not in paragraph:
        return []
    lines, depth = [], 0
    for line in paragraph.split("<br>"):
        lines.append(_Line(line, _video_alone(line) if depth == 0 else None))
        depth += sum(-1 if closed else 1 for closed in _OPENED_OR_CLOSED.findall(line))
    return lines


def _video_alone(line: str) -> Video | None:
    """Return the video of a line with nothing but a link, which must show its own address."""
    link = _LINK_ALONE.fullmatch(line)
    if link is None:
        return None
    address, shown = unescape(link[1]), unescape(link[2]).strip()
    return video_at(address) if _without_scheme(address) == _without_scheme(shown) else None


def _split_at(lines: list[_Line], cards: list[_Line], card_of: Callable[[Video], str]) -> str:
    """Return paragraphs of lines, with cards for those among them that are to be cards."""
    parts: list[str] = []
    for is_card, group in groupby(lines, key=lambda line: any(line is card for card in cards)):
        if is_card:
            parts += [card_of(line.video) for line in group if line.video]
        elif texts := _without_blank_ends([line.markup for line in group]):
            parts.append(f"<p>{'<br>'.join(texts)}</p>")
    return "".join(parts)


def _without_blank_ends(lines: list[str]) -> list[str]:
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def frame_sources(videos: Iterable[Video]) -> list[str]:
    """Return the origins of the players of some videos, each once."""
    return sorted({SITES[video.site].player_origin for video in videos})


def _may_have_videos(safe_markup: str) -> bool:
    """Say whether it is worth while to look: most posts have no link at all, and cost nothing."""
    return bool(settings.VIDEO_SITES) and "<a " in safe_markup


def _without_scheme(address: str) -> str:
    return re.sub(r"^https?://", "", address, flags=re.IGNORECASE).rstrip("/")


def _fields(parts: SplitResult) -> dict[str, list[str]]:
    """Return the fields of the query; raise ValueError for too many."""
    return parse_qs(parts.query, max_num_fields=MAX_FIELDS)


def _seconds(*texts: str) -> int:
    """Return the first start that is one: `90`, `90s`, `1m30s`, `1h2m3s`; otherwise 0."""
    for text in texts:
        match = _TIME.fullmatch(text) if text else None
        if match:
            hours, minutes, seconds = (int(part or 0) for part in match.groups())
            return min(hours * 3600 + minutes * 60 + seconds, MAX_START)
    return 0


def _youtube(parts: SplitResult) -> tuple[str, str] | None:
    host, fields = parts.netloc.lower(), _fields(parts)
    if host == "youtu.be":
        ids = [parts.path.removeprefix("/").removesuffix("/")]
    elif host in {"youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com"}:
        in_path = _YOUTUBE_PATH.fullmatch(parts.path)
        ids = [in_path[1]] if in_path else []
        if parts.path in ("/watch", "/watch/"):
            ids = fields.get("v", [])
    elif host in {"youtube-nocookie.com", "www.youtube-nocookie.com"}:
        in_path = _YOUTUBE_PATH.fullmatch(parts.path)
        ids = [in_path[1]] if in_path and parts.path.startswith("/embed/") else []
    else:
        return None
    if len(ids) != 1 or not _YOUTUBE_ID.fullmatch(ids[0]) or ids[0] in _YOUTUBE_WORDS:
        return None
    in_fragment = parts.fragment.removeprefix("t=") if parts.fragment.startswith("t=") else ""
    start = _seconds(*fields.get("t", []), *fields.get("start", []), in_fragment)
    query = {"autoplay": "1", "rel": "0", **({"start": str(start)} if start else {})}
    return ids[0], f"/embed/{ids[0]}?{urlencode(query)}"


def _vimeo(parts: SplitResult) -> tuple[str, str] | None:
    host, fields = parts.netloc.lower(), _fields(parts)
    if host in {"vimeo.com", "www.vimeo.com"}:
        match = _VIMEO_PATH.fullmatch(parts.path)
        in_path = match[2] if match else None
    elif host == "player.vimeo.com":
        match, in_path = _VIMEO_PLAYER_PATH.fullmatch(parts.path), None
    else:
        return None
    # The second part of the address of an unlisted video.
    secret = in_path or "".join(fields.get("h", []))
    if match is None or (secret and not _VIMEO_HASH.fullmatch(secret)):
        return None
    start = _seconds(parts.fragment.removeprefix("t=") if parts.fragment.startswith("t=") else "")
    query = {"dnt": "1", "autoplay": "1", **({"h": secret} if secret else {})}
    return match[1], f"/video/{match[1]}?{urlencode(query)}" + (f"#t={start}s" if start else "")


def _naver(parts: SplitResult) -> tuple[str, str] | None:
    if parts.netloc.lower() not in {"tv.naver.com", "m.tv.naver.com"}:
        return None
    match = _NAVER_PATH.fullmatch(parts.path)
    return (match[1], f"/embed/{match[1]}?autoPlay=true") if match else None


SITES = {
    # Sets no cookie before somebody plays.
    "youtube": VideoSite("YouTube", "https://www.youtube-nocookie.com", _youtube),
    "vimeo": VideoSite("Vimeo", "https://player.vimeo.com", _vimeo),
    "naver": VideoSite("NAVER TV", "https://tv.naver.com", _naver),
}
