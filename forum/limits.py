"""How often each thing may be done: the one table of it. docs/settings.md shows it to people.

What has to do with accounts stands in ACCOUNT_RATE_LIMITS, which allauth counts.
"""

from boards.limits.rates import rates_of

# For each action: members, those whose level is that of new ones, and all guests of one network
# together. Guests cannot write, but what they try costs the site something too.
_GUESTS = "120/10m"
DEFAULTS = {
    "publish": ("30/10m,200/d", "20/10m,50/d", _GUESTS),
    "preview": ("60/10m", "60/10m", _GUESTS),
    "edit": ("60/10m,500/d", "30/10m,150/d", _GUESTS),
    "comment": ("60/10m,1000/d", "30/10m,200/d", _GUESTS),
    "edit-comment": ("60/10m,500/d", "30/10m,150/d", _GUESTS),
    "delete": ("120/10m", "60/10m", _GUESTS),
    "recommend": ("120/10m,2000/d", "60/10m,400/d", _GUESTS),
    "vote": ("120/10m,2000/d", "60/10m,400/d", _GUESTS),
    "scrap": ("120/10m,2000/d", "60/10m,400/d", _GUESTS),
    "notice": ("120/10m", "60/10m", _GUESTS),
    "save-search": ("60/10m,300/d", "30/10m,100/d", _GUESTS),
    "upload": ("200/10m,1000/d", "100/10m,300/d", _GUESTS),
    "avatar": ("20/h,50/d", "10/h,20/d", _GUESTS),
    "draft": ("120/m", "120/m", _GUESTS),
    "export": ("20/h", "20/h", _GUESTS),
    "download": ("30/h", "30/h", _GUESTS),
    "block": ("60/10m", "30/10m", _GUESTS),
    "settings": ("120/10m", "120/10m", _GUESTS),
    "report": ("30/h,100/d", "10/h,20/d", _GUESTS),
    "takedown": ("10/h,30/d", "10/h,30/d", "10/h,30/d"),
    "takedown-unproved": ("3/h,6/d", "3/h,6/d", "3/h,6/d"),
    "takedown-follow": ("60/10m", "60/10m", "60/10m"),
    "moderate": ("600/10m", "600/10m", _GUESTS),
    "find-members": ("12/10m,60/d", "12/10m,60/d", _GUESTS),
    "talk": ("60/10m", "60/10m", _GUESTS),
    # Only read, and so counted by each web process for itself where no Redis counts for all.
    "search": ("120/m", "120/m", "240/m"),
    "suggest": ("300/m", "300/m", "600/m"),
    "mention": ("120/m", "120/m", "120/m"),
}
WHO = ("members", "new", "guests")


def limits_with(changes: str) -> dict[str, dict[str, str]]:
    """Return the table with some changes: `comment.new=10/10m,50/d search.guests=off`.

    Raises:
        ValueError: when a change names nothing of the table, or no rate.
    """
    table = {action: dict(zip(WHO, rates, strict=True)) for action, rates in DEFAULTS.items()}
    for change in changes.split():
        name, _, rates = change.partition("=")
        action, _, who = name.partition(".")
        if who not in table.get(action, {}):
            raise ValueError(f"There is no limit {name!r}.")
        rates_of(rates)
        table[action][who] = rates
    return table
