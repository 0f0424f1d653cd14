"""Which comments moderators cannot show again: the room above that removes by law says it."""

from collections.abc import Callable, Collection

# Returns those of the keys of comments that were removed by law.
Rule = Callable[[Collection[int]], Collection[int]]
_rules: list[Rule] = []


def use_removal_rule(rule: Rule) -> None:
    """Have one more rule asked; the same again changes nothing."""
    if rule not in _rules:
        _rules.append(rule)


def taken_down(comments: Collection[int]) -> set[int]:
    """Return those that are not to be shown again; without any, nothing is asked."""
    if not comments:
        return set()
    return {key for rule in _rules for key in rule(comments)}
