"""Who may become a member: the rule of a room above, which the forms of signing up ask."""

from collections.abc import Callable

from django.http import HttpRequest

# Raises a ValidationError, whose sentence stands above the form.
SignUpRule = Callable[[HttpRequest], None]

_rules: list[SignUpRule] = []


def use_sign_up_rule(rule: SignUpRule) -> None:
    """Ask one rule more; the same again changes nothing."""
    if rule not in _rules:
        _rules.append(rule)


def check_may_sign_up(request: HttpRequest) -> None:
    """Return when nothing keeps the sender of a request from becoming a member.

    Raises:
        ValidationError: with a sentence for them.
    """
    for rule in _rules:
        rule(request)
