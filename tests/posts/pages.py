"""Reads the pages as a reader's program would: by their HTML."""

from html.parser import HTMLParser


class ListedRows(HTMLParser):
    """Collects the cells of the notices and of the ordinary rows of a page, by their columns.

    A column is named by the last class of its cells: title, board, author, date, views ….
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.notices: list[dict[str, str]] = []
        self.rows: list[dict[str, str]] = []
        self.current: dict[str, str] | None = None
        self._section: list[dict[str, str]] | None = None
        self._column = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "tbody":
            self._section = self.notices if attributes.get("class") == "notices" else self.rows
        elif tag == "tr" and self._section is not None:
            self._section.append({})
            if "current" in (attributes.get("class") or "").split():
                self.current = self._section[-1]
        elif tag == "td" and self._section is not None:
            self._column = (attributes.get("class") or "").split()[-1]
            self._section[-1][self._column] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and self._section:
            row, column = self._section[-1], self._column
            row[column] = " ".join(row[column].split())
            self._column = ""

    def handle_data(self, data: str) -> None:
        if self._column and self._section:
            self._section[-1][self._column] += data

    def titles(self) -> list[str]:
        """Return the title of each row, with the marks behind it, or what an empty list says."""
        return [row.get("title") or row["nothing"] for row in self.rows]


def listed_rows(response: object) -> ListedRows:
    """Return the rows of a response's page."""
    return ListedRows(response.content.decode())  # type: ignore[attr-defined]
