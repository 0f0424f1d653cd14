"""Text of pages of other sites, whose encoding may be told here, there or nowhere."""

import codecs
import re

# Where browsers look for it (https://html.spec.whatwg.org/#prescan-a-byte-stream), and more, for
# the pages that say it late.
_LOOKED_THROUGH = 4096  # bytes
_META = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{1,40})", re.IGNORECASE
)

# Python knows more encodings than the web, some of which take very long on hostile text.
_KNOWN = {
    "utf-8", "cp949", "gb18030", "big5", "big5hkscs", "shift_jis", "cp932", "euc_jp",
    "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u",
    *(f"cp125{n}" for n in range(9)), *(f"iso8859-{n}" for n in range(1, 17)),
}  # fmt: skip
# What pages call by one name, and write in a larger set (https://encoding.spec.whatwg.org/#names).
_MEANT = {
    "euc_kr": "cp949", "johab": "cp949", "gb2312": "gb18030", "gbk": "gb18030",
    "iso8859-1": "cp1252", "ascii": "cp1252", "shift_jis": "cp932",
}  # fmt: skip
_KOREAN = {"ks_c_5601-1987", "ks_c_5601", "ksc5601", "ksc_5601", "windows-949", "x-windows-949"}


def decode_page(content: bytes, *, charset: str) -> str:
    """Return the text of a page; what cannot be read of it becomes a replacement character.

    Args:
        charset: what the header of the answer says, or nothing.
    """
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")):
        if content.startswith(mark):
            return content.removeprefix(mark).decode(encoding, "replace")
    encoding = _encoding(charset) or _encoding(_named_inside(content)) or _guessed(content)
    return content.decode(encoding, "replace")


def _named_inside(content: bytes) -> str:
    meta = _META.search(content[:_LOOKED_THROUGH])
    if meta is None:
        return ""
    name = meta[1].decode("ascii")
    # Whoever could read this had no UTF-16.
    return "utf-8" if name.lower().startswith("utf-16") else name


def _encoding(label: str) -> str:
    """Return Python's name of an encoding of the web; nothing for any other."""
    label = label.strip().lower()
    if label in _KOREAN:
        return "cp949"
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _MEANT.get(name, name)
    return name if name in _KNOWN else ""


def _guessed(content: bytes) -> str:
    """UTF-8, unless that cannot be, as with old Korean pages; the end may be cut off."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(content)
    except UnicodeDecodeError:
        return "cp949"
    return "utf-8"
