"""Bytes become text, or an error that names the line."""

import io

import pytest

from boards.imports.page_error import PageError
from boards.imports.reading import MAX_BYTES, read_text
from tests.imports.pages import saved_page


def line_of_error(data: bytes) -> int:
    with pytest.raises(PageError) as error:
        read_text(io.BytesIO(data))
    assert str(error.value).startswith(f"line {error.value.line}: ")
    return error.value.line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_with_and_without_a_byte_order_mark(encoding: str) -> None:
    assert read_text(io.BytesIO(saved_page().encode(encoding))) == saved_page()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp949", "euc-kr"])
def test_what_windows_saves_is_read(encoding: str) -> None:
    page = saved_page().replace("\u00a0", "").replace("🙂", "")
    assert read_text(io.BytesIO(page.encode(encoding))) == page


def test_utf_16_of_hangul_alone_is_read() -> None:
    text = "가나다라 마바사\n아자차카 타파하\n갸냐댜랴 먀뱌샤\n"
    assert read_text(io.BytesIO(text.encode("utf-16-le"))) == text


@pytest.mark.parametrize("beginning", [b"bplist00\xd1", b"From: <Saved by Blink>\r\nSnapshot-"])
def test_a_web_archive_is_refused_with_what_to_do(beginning: bytes) -> None:
    with pytest.raises(PageError, match="Save the page as HTML"):
        read_text(io.BytesIO(beginning))


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b" \r\n\n\t", 1),
        (saved_page().encode("utf-16")[:-1], 53),
        (saved_page().encode("shift-jis", errors="ignore") + "カタカナ".encode("shift-jis"), 13),
        ("첫 줄\n둘째 줄\n".encode() + "셋째".encode("cp949"), 3),
        ("첫 줄\n둘째\0 줄\n".encode(), 2),
        (b"\x89PNG\r\n\x1a\n\0\0", 1),
    ],
)
def test_what_is_no_utf_8_text_is_refused_with_its_line(data: bytes, line: int) -> None:
    assert line_of_error(data) == line


class Endless:
    """A file that never ends and remembers how much was read of it."""

    taken = 0

    def read(self, size: int, /) -> bytes:
        self.taken += size
        return (b"noise\n" * (size // 6 + 1))[:size]


def test_a_file_that_is_too_large_is_not_read_to_its_end() -> None:
    file = Endless()
    with pytest.raises(PageError):
        read_text(file)
    assert file.taken == MAX_BYTES + 1


def test_a_file_of_the_largest_size_is_read() -> None:
    assert len(read_text(io.BytesIO(b"a" * MAX_BYTES))) == MAX_BYTES
