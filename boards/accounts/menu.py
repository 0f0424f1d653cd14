"""The menu of a member's own pages, the same on all of them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member


@dataclass(frozen=True)
class Entry:
    """A page; views whose names are these, or begin so with a `*`, are within it.

    Attributes:
        view: its name; that of the member's own page also takes the member.
        within: further views on which the entry is marked.
        anchor: the part of the page, with its `#`.
    """

    label: str | Promise
    view: str
    within: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True)
class Link:
    """An entry for one visitor; `current` is the value of `aria-current`, empty elsewhere."""

    label: str | Promise
    path: str
    current: str


Group = tuple[str | Promise, list[Link]]

OWN_PAGE = "accounts:profile"
OTHER_SITES = "socialaccount_connections"
GROUPS: tuple[tuple[Promise, tuple[Entry, ...]], ...] = (
    (
        _("My activity"),
        (
            Entry(_("My posts"), OWN_PAGE),
            Entry(_("My comments"), "accounts:comments"),
            Entry(_("Saved posts"), "posts:scraps", ("posts:scrap-file",)),
            Entry(_("Saved searches"), "search:saved", ("search:rename-saved",)),
            Entry(_("Drafts"), "accounts:drafts"),
            Entry(_("Deleted posts"), "posts:own-trash"),
            Entry(_("Waiting for approval"), "filters:own"),
            Entry(_("My reports"), "moderation:my-reports"),
            Entry(_("Decisions about my posts"), "moderation:my-decisions", ("moderation:appeal",)),
            Entry(_("Warnings and sanctions"), "moderation:my-sanctions"),
            Entry(_("Blocked members"), "accounts:settings", anchor="#blocks-heading"),
        ),
    ),
    (
        _("My details"),
        (
            Entry(_("Profile"), "accounts:edit-profile"),
            Entry(_("Settings"), "accounts:settings"),
            Entry(_("Handle"), "members:handle"),
            Entry(_("E-mail"), "account_email"),
            Entry(_("My data"), "accounts:export"),
            Entry(_("Delete my account"), "accounts:delete"),
        ),
    ),
    (
        _("Security"),
        (
            Entry(_("Password"), "account_change_password", ("account_set_password",)),
            Entry(_("Two-step sign-in and passkeys"), "mfa_index", ("mfa_*",)),
            Entry(_("Other sites"), OTHER_SITES),
            Entry(_("Sessions"), "usersessions_list"),
            Entry(_("Looks by support"), "support:looks"),
        ),
    ),
)


def menu_of(member: Member, *, view: str, has_other_sites: bool) -> list[Group]:
    """Return the groups of links, with the one of the page marked.

    Args:
        view: the name of the view that shows the menu.
        has_other_sites: whether members may sign in by way of another site.
    """
    return [
        (
            label,
            [
                _link(entry, member, view)
                for entry in entries
                if has_other_sites or entry.view != OTHER_SITES
            ],
        )
        for label, entries in GROUPS
    ]


def _link(entry: Entry, member: Member, view: str) -> Link:
    is_own = entry.view in (OWN_PAGE, "accounts:comments")
    path = reverse(entry.view, args=[member.pk] if is_own else None)
    return Link(entry.label, f"{path}{entry.anchor}", _current(entry, view))


def _current(entry: Entry, view: str) -> str:
    if entry.anchor:
        return ""  # a part of a page that has its own entry
    if view == entry.view or view in entry.within:
        return "page"
    beginnings = (name[:-1] for name in entry.within if name.endswith("*"))
    return "true" if view.startswith(tuple(beginnings)) else ""
