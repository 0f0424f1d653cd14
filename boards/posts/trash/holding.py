"""What keeps something in the trash beyond its time: rooms above say it."""

from collections.abc import Callable, Collection, Sequence

from boards.posts.models import Trashed

# Returns the keys of those that nobody may erase yet.
Rule = Callable[[Sequence[Trashed]], Collection[int]]
_rules: list[Rule] = []


def use_hold(rule: Rule) -> None:
    """Have one more rule asked; the same again changes nothing."""
    if rule not in _rules:
        _rules.append(rule)


def held_back(trashed: Sequence[Trashed]) -> set[int]:
    """Return the keys of those that are not to be purged yet."""
    return {key for rule in _rules for key in rule(trashed)}
