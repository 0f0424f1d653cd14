"""What one import did."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ArticleOutcome(Enum):
    """What became of the article of the page; the value is the sentence for people."""

    MADE = gettext_lazy("The article is new.")
    FILLED = gettext_lazy("The article was known only by its title; its text was added.")
    LEFT = gettext_lazy("The article was changed or deleted here, so it was left as it is.")
    KNOWN = gettext_lazy("The article had already been imported.")


@dataclass(frozen=True)
class Report:
    """Counts of what was new and what an earlier import had brought."""

    article: ArticleOutcome
    boards_made: tuple[str, ...]
    notices_made: int
    notices_known: int
    rows_made: int
    rows_known: int
    dry_run: bool
    unsure_date: str = ""

    @property
    def made_anything(self) -> bool:
        """Whether readers see more than before."""
        new_text = self.article in (ArticleOutcome.MADE, ArticleOutcome.FILLED)
        return new_text or bool(self.boards_made or self.notices_made or self.rows_made)

    def lines(self) -> list[str]:
        """Return the report in sentences, in the active language."""
        lines = [
            str(self.article.value),
            _counted(gettext_lazy("Notices: %(new)d new, %(known)d known."),
                     self.notices_made, self.notices_known),
            _counted(gettext_lazy("Rows: %(new)d new, %(known)d known."),
                     self.rows_made, self.rows_known),
        ]  # fmt: skip
        if self.boards_made:
            lines.append(_("New boards: %(names)s.") % {"names": " · ".join(self.boards_made)})
        if self.unsure_date:
            lines.append(
                _(
                    "Dates such as “%(date)s” were read with the month first, since nothing on "
                    "the page settles it. If the day is first, choose that and import the page "
                    "again (--dates day-first)."
                )
                % {"date": self.unsure_date}
            )
        if not self.made_anything:
            lines.append(_("Nothing has changed."))
        if self.dry_run:
            lines.append(_("This was a trial: nothing was kept."))
        return lines


def _counted(sentence: Any, new: int, known: int) -> str:
    return str(sentence) % {"new": new, "known": known}
