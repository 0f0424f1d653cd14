"""Which pages staff see while they see the site as a member does.

What the member reads of others, and what others read of the member: lists, articles, comments,
search, profiles, and what moderators told the member. Not what the member keeps to oneself (drafts,
saved posts, saved searches, reports), nor settings, data export, passwords, passkeys and sessions,
nor what a moderator does under an own name. A page that nobody has thought about is not seen.
"""

SEEN = frozenset(
    {
        "posts:home", "posts:all", "posts:board", "posts:rules", "posts:tag", "posts:article",
        "posts:comments", "posts:comment", "posts:names", "posts:best", "posts:best-of",
        "posts:picture", "posts:thumbnail", "posts:attachment",
        "search:results", "search:suggestions",
        "accounts:profile", "accounts:comments", "accounts:avatar",
        "moderation:my-sanctions", "moderation:my-decisions", "moderation:transparency",
        "favicon", "healthz", "readyz",
    }
)  # fmt: skip
# Of these rooms, guests see the same.
SEEN_ROOMS = frozenset({"feeds", "discovery", "previews"})
# The one thing that can be sent.
END = "support:end-look"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def may_be_seen(method: str, *, view: str) -> bool:
    """Say whether a request is answered while somebody sees the site as a member.

    Args:
        view: its name, such as `posts:article`.
    """
    if view == END:
        return True
    room, _colon, _name = view.rpartition(":")
    return method in _SAFE and (view in SEEN or room in SEEN_ROOMS)
