"""The verbs of the log, by their codes, in the language of who reads them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS: dict[str, Promise] = {
    "hide": pgettext_lazy("log", "Hid it"),
    "unhide": pgettext_lazy("log", "Showed it again"),
    "delete": pgettext_lazy("log", "Deleted it"),
    "lock": pgettext_lazy("log", "Locked the comments"),
    "unlock": pgettext_lazy("log", "Unlocked the comments"),
    "merge_comments": pgettext_lazy("log", "Moved its comments under another post"),
    "undo_merge": pgettext_lazy("log", "Moved its comments back"),
    "restore_version": pgettext_lazy("log", "Restored an earlier version"),
    "restore": pgettext_lazy("log", "Restored it from the trash"),
    "approve": pgettext_lazy("log", "Approved it"),
    "refuse": pgettext_lazy("log", "Refused it"),
    "move": pgettext_lazy("log", "Moved it"),
    "change_category": pgettext_lazy("log", "Changed the category"),
    "tag": pgettext_lazy("log", "Changed the tags"),
    "pin": pgettext_lazy("log", "Pinned it as a notice"),
    "reschedule": pgettext_lazy("log", "Changed the notice"),
    "unpin": pgettext_lazy("log", "Unpinned it"),
    "close_poll": pgettext_lazy("log", "Closed the poll"),
    "reorder": pgettext_lazy("log", "Changed the order of the notices"),
    "ask_anew": pgettext_lazy("log", "Asked everybody anew to read it"),
    "look_up_author": pgettext_lazy("log", "Looked up the anonymous author"),
    "add": pgettext_lazy("log", "Added it"),
    "correct": pgettext_lazy("log", "Corrected it"),
    "rename": pgettext_lazy("log", "Renamed it"),
    "merge": pgettext_lazy("log", "Merged others into it"),
    "remove": pgettext_lazy("log", "Removed it"),
    "remove_picture": pgettext_lazy("log", "Removed the profile picture"),
    "remove_about": pgettext_lazy("log", "Removed the line of the profile"),
    "decide_keep": pgettext_lazy("log", "Decided reports: it stays"),
    "decide_hide": pgettext_lazy("log", "Decided reports: it is hidden"),
    "decide_delete": pgettext_lazy("log", "Decided reports: it is deleted"),
    "decide_gone": pgettext_lazy("log", "Closed reports: it was deleted already"),
    "decide_warn": pgettext_lazy("log", "Decided reports: the author is warned"),
    "decide_silence": pgettext_lazy("log", "Decided reports: the author is silenced"),
    "decide_suspend": pgettext_lazy("log", "Decided reports: the author is suspended"),
    "decide_category": pgettext_lazy("log", "Decided reports: it gets another category"),
    "decide_move": pgettext_lazy("log", "Decided reports: it is moved"),
    "decide_edit": pgettext_lazy("log", "Decided reports: its text is edited"),
    "warn": pgettext_lazy("log", "Warned the member"),
    "silence": pgettext_lazy("log", "Silenced the member"),
    "suspend": pgettext_lazy("log", "Suspended the member"),
    "lift_warn": pgettext_lazy("log", "Took a warning back"),
    "lift_silence": pgettext_lazy("log", "Lifted a silence"),
    "lift_suspend": pgettext_lazy("log", "Lifted a suspension"),
    "sanction_network": pgettext_lazy("log", "Kept a network from signing up"),
    "lift_network": pgettext_lazy("log", "Let a network sign up again"),
    "note": pgettext_lazy("log", "Wrote a note about the member"),
    "delete_note": pgettext_lazy("log", "Deleted a note about the member"),
    "clean_up": pgettext_lazy("log", "Hid all that the member published"),
    "undo_clean_up": pgettext_lazy("log", "Undid a clean-up"),
    "read_secret": pgettext_lazy("log", "Read the secret post"),
    "read_secret_comments": pgettext_lazy("log", "Read secret comments below it"),
    "find_by_email": pgettext_lazy("log", "Looked for members by e-mail address"),
    "look_begin": pgettext_lazy("log", "Began to see the site as the member"),
    "look_end": pgettext_lazy("log", "Stopped seeing the site as the member"),
    "merge_member": pgettext_lazy("log", "Merged the member into another one"),
    "unmerge_member": pgettext_lazy("log", "Undid a merge of two members"),
    "void_votes": pgettext_lazy("log", "Voided suspicious recommendations"),
    "restore_votes": pgettext_lazy("log", "Let voided recommendations count again"),
    "appeal_upheld": pgettext_lazy("log", "Decided an appeal: the decision stands"),
    "appeal_reversed": pgettext_lazy("log", "Decided an appeal: the decision is reversed"),
    "takedown_receive": pgettext_lazy("log", "Received a takedown request"),
    "takedown_look": pgettext_lazy("log", "Looked at a takedown request and its sender"),
    "takedown_copy": pgettext_lazy("log", "Sent the other side a copy of a counter-notice"),
    "takedown_removed": pgettext_lazy("log", "Decided a takedown request: removed"),
    "takedown_refused": pgettext_lazy("log", "Decided a takedown request: not followed"),
    "takedown_restored": pgettext_lazy("log", "Decided a counter-notice: shown again"),
    "takedown_remove": pgettext_lazy("log", "Removed it for a takedown request"),
    "takedown_restore": pgettext_lazy("log", "Showed it again after a takedown request"),
    "takedown_confirm": pgettext_lazy("log", "Confirmed an identical picture"),
    "takedown_erase": pgettext_lazy("log", "Erased the sender of a takedown request"),
}
KINDS: dict[str, Promise] = {
    "post": _("post"),
    "comment": _("comment"),
    "member": _("member"),
    "tag": _("tag"),
    "upload": _("file"),
    "sanction": _("sanction"),
    "network": _("network"),
    "takedown": _("takedown request"),
    "votering": _("suspicious recommendations"),
}
DETAILS: dict[str, Promise] = {
    "board": _("board"),
    "category": _("category"),
    "name": _("name"),
    "slug": _("slug"),
    "tags": _("tags"),
    "merged": _("merged"),
    "fields": _("fields"),
    "texts": _("texts"),
    "position": _("position"),
    "confirmed": _("confirmed"),
    "comments": _("comments"),
    "post": _("post"),
    "starts_at": _("starts"),
    "ends_at": _("ends"),
    "request": _("takedown request"),
    "members": _("members"),
    "into": _("merged into"),
    "votes": _("recommendations"),
}
# The rest of what the system does follows from what members do: they leave, or write in its name.
OF_SYSTEM = frozenset({"hide", "unhide"})


def verb_label(code: str) -> str:
    """Return what a code of the log means; the code itself for one that is not known."""
    return str(VERBS.get(code, code))


def kind_label(code: str) -> str:
    """Return what kind of thing a code means; the code itself for one that is not known."""
    return str(KINDS.get(code, code))
