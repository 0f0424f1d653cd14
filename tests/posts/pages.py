"""Reads the pages as a reader's program would: by their HTML."""

from html.parser import HTMLParser


class ListedRows(HTMLParser):
    """Collects the cells of the notices and of the ordinary rows of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.notices: list[list[str]] = []
        self.rows: list[list[str]] = []
        self.current: list[str] | None = None
        self._section: list[list[str]] | None = None
        self._in_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "tbody":
            self._section = self.notices if attributes.get("class") == "notices" else self.rows
        elif tag == "tr" and self._section is not None:
            self._section.append([])
            if attributes.get("class") == "current":
                self.current = self._section[-1]
        elif tag == "td" and self._section is not None:
            self._section[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and self._section:
            self._in_cell = False
            self._section[-1][-1] = " ".join(self._section[-1][-1].split())

    def handle_data(self, data: str) -> None:
        if self._in_cell and self._section:
            self._section[-1][-1] += data

    def titles(self) -> list[str]:
        """Return the first cell of each ordinary row."""
        return [row[0].strip() for row in self.rows]


def listed_rows(response: object) -> ListedRows:
    """Return the rows of a response's page."""
    return ListedRows(response.content.decode())  # type: ignore[attr-defined]
