"""Text of pages of other sites, whose encoding may be told here, there or nowhere."""

import codecs
import re

import webencodings

# Where browsers look for it (https://html.spec.whatwg.org/#prescan-a-byte-stream), and more, for
# the pages that say it late.
_LOOKED_THROUGH = 4096  # bytes
_META = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{1,40})", re.IGNORECASE
)

# Labels that pages use, and that no browser knows: it guesses, and guesses right.
_UNKNOWN_TO_BROWSERS = {
    **dict.fromkeys(("cp949", "ms949", "uhc", "johab", "ks_c_5601", "x-windows-949"), "cp949"),
    **{"utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be"},
}
# What browsers read nothing of, since it was used to attack them, and the bytes of scripts.
_UNREAD = {"replacement", "x-user-defined"}
# The standard reads it as the larger set, of which Python has a codec of its own.
_LARGER = {"gbk": "gb18030"}
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


def decode_page(content: bytes, *, charset: str) -> str:
    """Return the text of a page; what cannot be read of it becomes a replacement character.

    Args:
        charset: what the header of the answer says, or nothing.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.removeprefix(mark).decode(encoding, "replace")
    encoding = _encoding(charset) or _named_inside(content) or _guessed(content)
    return content.decode(encoding, "replace")


def _named_inside(content: bytes) -> str:
    meta = _META.search(content[:_LOOKED_THROUGH])
    name = _encoding(meta[1].decode("ascii")) if meta else ""
    # Whoever could read this had no UTF-16.
    return "utf-8" if name.startswith("utf-16") else name


def _encoding(label: str) -> str:
    """Return Python's name of an encoding by its label of the web; nothing for any other.

    Python knows more encodings than the web, some of which take very long on hostile text.
    """
    label = label.strip().lower()
    if label in _UNKNOWN_TO_BROWSERS:
        return _UNKNOWN_TO_BROWSERS[label]
    # A label is ASCII; `lookup` takes no other.
    encoding = webencodings.lookup(label) if label.isascii() else None
    if encoding is None or encoding.name in _UNREAD:
        return ""
    return _LARGER.get(encoding.name, encoding.codec_info.name)


def _guessed(content: bytes) -> str:
    """UTF-8, unless that cannot be, as with old Korean pages; the end may be cut off."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(content)
    except UnicodeDecodeError:
        return "cp949"
    return "utf-8"
