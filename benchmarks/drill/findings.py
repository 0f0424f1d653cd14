"""What a drill found, and how it is told."""

from dataclasses import dataclass, field

MAX_RECOVERY = 10.0  # seconds
SHOWN = 3  # strange responses


@dataclass
class Findings:
    """What a drill found on one database.

    Attributes:
        stored: texts that the site said it had stored.
        lost: those of them that it has not.
        doubled: texts that it has twice.
        texts_lost: responses that did not give back what was typed.
        strange: responses that no member should see.
        missing_in_backup: texts stored before the backup began that are not in what was restored.
        recoveries: seconds from the end of a fault until something new of every member is stored.
        refused_in: responses in each fault that said to try again: whether it hurt at all.
        left_out: why a fault was not made, by its name.
        refused: responses that said to try again.
        unanswered: connections that broke, with the form still in the browser.
        read: pages that readers got, and read_refused those that said to try again.
    """

    engine: str
    stored: int = 0
    lost: int = 0
    doubled: int = 0
    texts_lost: int = 0
    missing_in_backup: int = 0
    refused: int = 0
    unanswered: int = 0
    read: int = 0
    read_refused: int = 0
    strange: list[str] = field(default_factory=list)
    recoveries: dict[str, float] = field(default_factory=dict)
    refused_in: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)

    @property
    def passes(self) -> bool:
        """Say whether nobody lost anything, nor waited long."""
        costs = (self.lost, self.doubled, self.texts_lost, self.missing_in_backup, *self.strange)
        return not any(costs) and max(self.recoveries.values(), default=0.0) < MAX_RECOVERY

    def as_text(self) -> str:
        """Return the figures, a line each."""
        lines = [
            f"{self.engine}: {'passed' if self.passes else 'FAILED'}",
            f"  stored {self.stored:,}, told to try again {self.refused:,}, "
            f"unanswered {self.unanswered:,}",
            f"  read {self.read:,}, told to try again {self.read_refused:,}",
            f"  lost {self.lost}, doubled {self.doubled}, text lost {self.texts_lost}, "
            f"missing in the backup {self.missing_in_backup}, "
            f"strange responses {len(self.strange)}",
            *(
                f"  {name}: told to try again {self.refused_in[name]:,}, back in {took:.1f} s"
                for name, took in self.recoveries.items()
            ),
            *(f"  {name}: left out, since {why}" for name, why in self.left_out.items()),
            *(f"  strange: {response}" for response in self.strange[:SHOWN]),
        ]
        return "\n".join(lines) + "\n"
