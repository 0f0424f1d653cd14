"""What the moderators of a board are there for: each has some of these scopes, or all."""

from enum import IntFlag


class Duties(IntFlag):
    """Scopes of a moderator, as pages that load the boards have them: one number for each board."""

    NONE = 0
    CONTENT = 1
    NOTICES = 2
    SANCTIONS = 4
    ALL = CONTENT | NOTICES | SANCTIONS


# By the names of the columns of `BoardModerator`.
DUTY_OF_FIELD = {
    "content": Duties.CONTENT,
    "notices": Duties.NOTICES,
    "sanctions": Duties.SANCTIONS,
}
