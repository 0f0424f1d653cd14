"""The permission matrix: who gets which answer at which address.

The patterns come first. A name says for whom the answer is and what it is: a page is 200, `DONE`
302 as after every POST, `EMPTY` 422 for a form that was sent without what it needs. `SIGN_IN_…`
leads a guest to sign in (302); by the others, a guest is refused (403).
"""

from dataclasses import dataclass, field

ROLES = ("guest", "member", "author", "other", "moderator", "foreign_moderator", "admin")
Statuses = tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """One request and the answers to it.

    Attributes:
        path: the address, with the names of `Cast.arguments` in braces.
        route: as the URL configuration writes it.
        data: the fields that are sent.
    """

    method: str
    path: str
    route: str
    statuses: Statuses
    data: dict[str, str] = field(default_factory=dict)


def statuses(others: int, **of_role: int) -> Statuses:
    """Return the status of each role, in the order of ROLES; ValueError for an unknown one."""
    if unknown := of_role.keys() - set(ROLES):
        raise ValueError(f"No roles: {', '.join(sorted(unknown))}")
    return tuple(of_role.get(role, others) for role in ROLES)


def moderators(status: int, *, others: int, **of_role: int) -> Statuses:
    """Return what the board's moderators and the admin get, and what the others do."""
    return statuses(others, moderator=status, admin=status, **of_role)


# Everybody gets the same.
PUBLIC = statuses(200)  # sees the page
PUBLIC_EMPTY = statuses(422)  # gets back the form that was sent empty
LEADS_ON = statuses(302)  # is led to another page: to sign in, or where the URL leads
INCOMPLETE = statuses(400)  # is told what the request lacks
UNAUTHORIZED = statuses(401)  # is told that signing in did not work
NOBODY = statuses(403)  # is refused
NOT_FOUND = statuses(404)  # is told that nothing is there
GONE = statuses(410)  # is told that it is not there any more

# Guests alone, as there is nothing here for who has signed in.
GUESTS = statuses(302, guest=200)  # see the page
GUESTS_EMPTY = statuses(302, guest=422)  # get back the form that they sent empty

# Every member; a guest is led to sign in.
SIGN_IN_FIRST = statuses(200, guest=302)  # sees the page
SIGN_IN_EMPTY = statuses(422, guest=302)  # gets back the form that was sent empty
SIGN_IN_REFUSED = statuses(403, guest=302)  # is refused: this account has no password to ask for
SIGN_IN_NOT_FOUND = statuses(404, guest=302)  # has nothing of the kind
SIGN_IN_GET_ONLY = statuses(405, guest=302)  # may read it, and send nothing to it
SIGN_IN_ONCE = statuses(302, author=429)  # has it done, unless it was done a moment ago

# Every member; a guest is refused.
MEMBERS = statuses(200, guest=403)  # sees the page
MEMBERS_FIND = statuses(200, guest=404)  # sees it; to guests it is not there
MEMBERS_DONE = statuses(302, guest=403)  # has it done
MEMBERS_EMPTY = statuses(422, guest=403)  # gets back the form that was sent empty
MEMBERS_INCOMPLETE = statuses(400, guest=403)  # is told what the request lacks
MEMBERS_UNDO = statuses(409, guest=403)  # is told that there is nothing to take back
MEMBERS_OR_401 = statuses(200, guest=401)  # has it done; a script reads the guest's 401
OF_OTHERS_DONE = statuses(302, guest=403, author=403)  # has it done, unless it is the own
NOT_ONESELF_DONE = statuses(302, other=403)  # has it done, unless it is about oneself

# Whose it is.
OWN = statuses(404, guest=403, author=200)  # the author sees it; to others it is not there
OWN_DONE = statuses(403, author=302)  # the author has it done
OWN_EMPTY = statuses(403, author=422)  # the author gets back the form that was sent empty
OWN_FOLDER_DONE = statuses(404, guest=403, author=302)  # as OWN_DONE; to others it is not there
OWN_LEADS_ON = statuses(404, guest=302, author=302)  # leads the author on, and a guest to sign in
PROFILE_DONE = statuses(  # the member has it done, and who moderates any board
    403, guest=302, other=302, moderator=302, foreign_moderator=302, admin=302
)
OWN_SIGN_IN = statuses(403, guest=302, author=200)  # the author sees the page

# Whose it is, the moderators of its board and the admin.
OWN_OR_MODERATORS = moderators(200, others=403, author=200)  # see the page
OWN_OR_MODERATORS_SIGN_IN = moderators(200, others=403, author=200, guest=302)  # see the page
OWN_OR_MODERATORS_DONE = moderators(302, others=403, author=302)  # have it done
OWN_OR_MODERATORS_EMPTY = moderators(422, others=403, author=422, guest=302)  # get the form back
SECRET_FEED = moderators(404, others=403, author=404)  # may read the post, which has no feed

# The moderators of its board and the admin.
MODERATORS_ONLY = moderators(200, others=404)  # see the page; to others it is not there
MODERATORS_SIGN_IN = moderators(200, others=403, guest=302)  # see the page
MODERATORS_DONE = moderators(302, others=403)  # have it done
ANY_MODERATOR_DONE = moderators(302, others=403, foreign_moderator=302)  # do it to what is theirs
MODERATORS_EMPTY = moderators(422, others=403)  # get back the form that was sent empty

# Who may pin on every board; here the admin alone.
EVERYWHERE_SIGN_IN = statuses(403, guest=302, admin=200)  # sees the page
EVERYWHERE_EMPTY = statuses(403, admin=422)  # gets it back, as nothing was sent

# Whoever moderates any board, and the admin; a guest is led to sign in.
ANY_MODERATOR_SIGN_IN = moderators(
    200, others=404, guest=302, foreign_moderator=200
)  # see the page
ANY_MODERATOR_EMPTY = moderators(
    422, others=404, guest=403, foreign_moderator=422
)  # get back the form
SANCTION_DONE = moderators(302, others=404, guest=403)  # have it done, where they gave it
# The admin, and site moderators; to others it is not there.
ADMIN_SIGN_IN = statuses(404, guest=302, admin=200)  # sees the page
ADMIN_EMPTY = statuses(404, guest=403, admin=422)  # gets back the form
ADMIN_DONE = statuses(404, guest=403, admin=302)  # has it done
CASE_SIGN_IN = moderators(200, others=404, guest=302)  # of its board: see the page
CASE_DONE = moderators(302, others=404, guest=403)  # of its board: have it done
CASE_EMPTY = moderators(422, others=404, guest=403)  # of its board: get back the form
# Who was given the permission in the admin; here the admin alone.
TAKEDOWNS_SIGN_IN = statuses(404, guest=302, admin=200)  # sees the page
TAKEDOWNS_EMPTY = statuses(404, guest=403, admin=422)  # gets back the form that was sent empty
# Everybody who signs in, but its author.
OF_OTHERS_SIGN_IN = statuses(200, guest=302, author=403)  # sees the page
OF_OTHERS_EMPTY = statuses(422, guest=403, author=403)  # gets back the form that was sent empty
# The author alone; to others it is not there.
OWN_FORM_SIGN_IN = statuses(404, guest=302, author=200)  # sees the page
OWN_FORM_EMPTY = statuses(404, guest=403, author=422)  # gets back the form that was sent empty

# The admin's pages: others are led to sign in there, moderators among them.
SUPERUSER_ONLY = statuses(302, admin=200)  # sees the page
SUPERUSER_REFUSED = statuses(302, admin=403)  # may not do it here: nobody does, or not yet
SUPERUSER_NOT_FOUND = statuses(302, admin=404)  # is told that nothing is there
SUPERUSER_POST_ONLY = statuses(302, admin=405)  # may send something to it, and not read it
SUPERUSER_SIGN_IN = statuses(403, guest=302, admin=302)  # is in already; members are refused

# fmt: off
ROWS = [
    Row("GET", "", "", PUBLIC),
    Row("GET", "all/", "all/", PUBLIC),
    Row("GET", "accounts/2fa/", "accounts/2fa/", SIGN_IN_FIRST),
    Row("POST", "accounts/2fa/", "accounts/2fa/", SIGN_IN_GET_ONLY),
    Row("GET", "accounts/2fa/authenticate/", "accounts/2fa/authenticate/", LEADS_ON),
    Row("POST", "accounts/2fa/authenticate/", "accounts/2fa/authenticate/", LEADS_ON),
    Row("GET", "accounts/2fa/reauthenticate/", "accounts/2fa/reauthenticate/", SIGN_IN_REFUSED),
    Row("POST", "accounts/2fa/reauthenticate/", "accounts/2fa/reauthenticate/", SIGN_IN_REFUSED),
    Row("GET", "accounts/2fa/recovery-codes/", "accounts/2fa/recovery-codes/", SIGN_IN_NOT_FOUND),
    Row("POST", "accounts/2fa/recovery-codes/", "accounts/2fa/recovery-codes/", SIGN_IN_GET_ONLY),
    Row("GET", "accounts/2fa/recovery-codes/download/", "accounts/2fa/recovery-codes/download/", SIGN_IN_NOT_FOUND),  # noqa: E501
    Row("POST", "accounts/2fa/recovery-codes/download/", "accounts/2fa/recovery-codes/download/", SIGN_IN_NOT_FOUND),  # noqa: E501
    Row("GET", "accounts/2fa/recovery-codes/generate/", "accounts/2fa/recovery-codes/generate/", SIGN_IN_FIRST),  # noqa: E501
    Row("POST", "accounts/2fa/recovery-codes/generate/", "accounts/2fa/recovery-codes/generate/", SIGN_IN_EMPTY),  # noqa: E501
    Row("GET", "accounts/2fa/totp/activate/", "accounts/2fa/totp/activate/", SIGN_IN_FIRST),
    Row("POST", "accounts/2fa/totp/activate/", "accounts/2fa/totp/activate/", SIGN_IN_EMPTY),
    Row("GET", "accounts/2fa/totp/deactivate/", "accounts/2fa/totp/deactivate/", SIGN_IN_NOT_FOUND),
    Row("POST", "accounts/2fa/totp/deactivate/", "accounts/2fa/totp/deactivate/", SIGN_IN_NOT_FOUND),  # noqa: E501
    Row("GET", "accounts/2fa/webauthn/", "accounts/2fa/webauthn/", SIGN_IN_FIRST),
    Row("POST", "accounts/2fa/webauthn/", "accounts/2fa/webauthn/", SIGN_IN_GET_ONLY),
    Row("GET", "accounts/2fa/webauthn/add/", "accounts/2fa/webauthn/add/", SIGN_IN_FIRST),
    Row("POST", "accounts/2fa/webauthn/add/", "accounts/2fa/webauthn/add/", SIGN_IN_EMPTY),
    Row("GET", "accounts/2fa/webauthn/keys/1/edit/", "accounts/2fa/webauthn/keys/<int:pk>/edit/", SIGN_IN_NOT_FOUND),  # noqa: E501
    Row("POST", "accounts/2fa/webauthn/keys/1/edit/", "accounts/2fa/webauthn/keys/<int:pk>/edit/", SIGN_IN_NOT_FOUND),  # noqa: E501
    Row("GET", "accounts/2fa/webauthn/keys/1/remove/", "accounts/2fa/webauthn/keys/<int:pk>/remove/", SIGN_IN_NOT_FOUND),  # noqa: E501
    Row("POST", "accounts/2fa/webauthn/keys/1/remove/", "accounts/2fa/webauthn/keys/<int:pk>/remove/", SIGN_IN_NOT_FOUND),  # noqa: E501
    Row("GET", "accounts/2fa/webauthn/login/", "accounts/2fa/webauthn/login/", LEADS_ON),
    Row("POST", "accounts/2fa/webauthn/login/", "accounts/2fa/webauthn/login/", LEADS_ON),
    Row("GET", "accounts/2fa/webauthn/reauthenticate/", "accounts/2fa/webauthn/reauthenticate/", SIGN_IN_REFUSED),  # noqa: E501
    Row("POST", "accounts/2fa/webauthn/reauthenticate/", "accounts/2fa/webauthn/reauthenticate/", SIGN_IN_REFUSED),  # noqa: E501
    Row("GET", "accounts/3rdparty/", "accounts/3rdparty/", SIGN_IN_FIRST),
    Row("POST", "accounts/3rdparty/", "accounts/3rdparty/", SIGN_IN_EMPTY),
    Row("GET", "accounts/3rdparty/login/cancelled/", "accounts/3rdparty/login/cancelled/", PUBLIC),
    Row("GET", "accounts/3rdparty/login/error/", "accounts/3rdparty/login/error/", UNAUTHORIZED),
    Row("GET", "accounts/3rdparty/signup/", "accounts/3rdparty/signup/", LEADS_ON),
    Row("POST", "accounts/3rdparty/signup/", "accounts/3rdparty/signup/", LEADS_ON),
    Row("GET", "accounts/confirm-email/", "accounts/confirm-email/", PUBLIC),
    Row("POST", "accounts/confirm-email/", "accounts/confirm-email/", PUBLIC_EMPTY),
    Row("GET", "accounts/confirm-email/x/", r"accounts/confirm-email/(?P<key>[-:\w]+)/", PUBLIC),
    Row("POST", "accounts/confirm-email/x/", r"accounts/confirm-email/(?P<key>[-:\w]+)/", NOT_FOUND),  # noqa: E501
    Row("GET", "accounts/email/", "accounts/email/", SIGN_IN_FIRST),
    Row("POST", "accounts/email/", "accounts/email/", LEADS_ON),
    Row("GET", "accounts/google/login/", "accounts/google/login/", NOT_FOUND),
    Row("POST", "accounts/google/login/", "accounts/google/login/", NOT_FOUND),
    Row("GET", "accounts/google/login/callback/", "accounts/google/login/callback/", NOT_FOUND),
    Row("POST", "accounts/google/login/callback/", "accounts/google/login/callback/", NOT_FOUND),
    Row("GET", "accounts/handle/", "accounts/handle/", SIGN_IN_FIRST),
    Row("POST", "accounts/handle/", "accounts/handle/", SIGN_IN_EMPTY),
    Row("GET", "accounts/inactive/", "accounts/inactive/", PUBLIC),
    Row("GET", "accounts/kakao/login/", "accounts/kakao/login/", NOT_FOUND),
    Row("POST", "accounts/kakao/login/", "accounts/kakao/login/", NOT_FOUND),
    Row("GET", "accounts/kakao/login/callback/", "accounts/kakao/login/callback/", NOT_FOUND),
    Row("POST", "accounts/kakao/login/callback/", "accounts/kakao/login/callback/", NOT_FOUND),
    Row("GET", "accounts/login/", "accounts/login/", GUESTS),
    Row("POST", "accounts/login/", "accounts/login/", GUESTS_EMPTY),
    Row("GET", "accounts/login/code/confirm/", "accounts/login/code/confirm/", LEADS_ON),
    Row("POST", "accounts/login/code/confirm/", "accounts/login/code/confirm/", LEADS_ON),
    Row("GET", "accounts/logout/", "accounts/logout/", SIGN_IN_FIRST),
    Row("POST", "accounts/logout/", "accounts/logout/", LEADS_ON),
    Row("GET", "accounts/naver/login/", "accounts/naver/login/", NOT_FOUND),
    Row("POST", "accounts/naver/login/", "accounts/naver/login/", NOT_FOUND),
    Row("GET", "accounts/naver/login/callback/", "accounts/naver/login/callback/", NOT_FOUND),
    Row("POST", "accounts/naver/login/callback/", "accounts/naver/login/callback/", NOT_FOUND),
    Row("GET", "accounts/password/change/", "accounts/password/change/", LEADS_ON),
    Row("POST", "accounts/password/change/", "accounts/password/change/", LEADS_ON),
    Row("GET", "accounts/password/reset/", "accounts/password/reset/", PUBLIC),
    Row("POST", "accounts/password/reset/", "accounts/password/reset/", PUBLIC_EMPTY),
    Row("GET", "accounts/password/reset/done/", "accounts/password/reset/done/", PUBLIC),
    Row("GET", "accounts/password/reset/key/1-x/", "accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/", PUBLIC),  # noqa: E501
    Row("POST", "accounts/password/reset/key/1-x/", "accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/", PUBLIC_EMPTY),  # noqa: E501
    Row("GET", "accounts/password/reset/key/done/", "accounts/password/reset/key/done/", PUBLIC),
    Row("GET", "accounts/password/set/", "accounts/password/set/", SIGN_IN_FIRST),
    Row("POST", "accounts/password/set/", "accounts/password/set/", SIGN_IN_EMPTY),
    Row("GET", "accounts/reauthenticate/", "accounts/reauthenticate/", SIGN_IN_REFUSED),
    Row("POST", "accounts/reauthenticate/", "accounts/reauthenticate/", SIGN_IN_REFUSED),
    Row("GET", "accounts/sessions/", "accounts/sessions/", SIGN_IN_FIRST),
    Row("POST", "accounts/sessions/", "accounts/sessions/", LEADS_ON),
    Row("GET", "accounts/signup/", "accounts/signup/", GUESTS),
    Row("POST", "accounts/signup/", "accounts/signup/", GUESTS_EMPTY),
    Row("GET", "avatars/{avatar}/96.webp", "avatars/<uuid:key>/<int:side>.webp", MEMBERS_FIND),
    Row("GET", "best/", "best/", PUBLIC),
    Row("GET", "best/week/", "best/<str:period>/", PUBLIC),
    Row("GET", "boards/{board}/", "boards/<str:slug>/", PUBLIC),
    Row("GET", "boards/{board}/feed.atom", "boards/<str:slug>/feed.<syntax:syntax>", PUBLIC),
    Row("GET", "boards/{board}/notices/", "boards/<str:slug>/notices/", MODERATORS_SIGN_IN),
    Row("POST", "boards/{board}/notices/", "boards/<str:slug>/notices/", MODERATORS_EMPTY),
    Row("POST", "boards/{board}/notices/unfold/", "boards/<str:slug>/notices/unfold/", MEMBERS_DONE),  # noqa: E501
    Row("POST", "boards/{closed_board}/notices/unfold/", "boards/<str:slug>/notices/unfold/", MEMBERS_DONE),  # noqa: E501
    Row("GET", "boards/{board}/rules/", "boards/<str:slug>/rules/", PUBLIC),
    Row("GET", "boards/{board}/write/", "boards/<str:slug>/write/", SIGN_IN_FIRST),
    Row("POST", "boards/{board}/write/", "boards/<str:slug>/write/", MEMBERS_EMPTY),
    Row("GET", "comments/{comment}/", "comments/<int:pk>/", LEADS_ON),
    Row("POST", "comments/{comment}/delete/", "comments/<int:pk>/delete/", OWN_OR_MODERATORS_DONE),
    Row("GET", "comments/{comment}/edit/", "comments/<int:pk>/edit/", OWN_SIGN_IN),
    Row("POST", "comments/{comment}/edit/", "comments/<int:pk>/edit/", OWN_EMPTY),
    Row("POST", "comments/{comment}/moderation/hide/", "comments/<int:pk>/moderation/hide/", MODERATORS_DONE),  # noqa: E501
    Row("POST", "comments/{comment}/moderation/show/", "comments/<int:pk>/moderation/show/", MODERATORS_DONE),  # noqa: E501
    Row("POST", "comments/{comment}/recommend/", "comments/<int:pk>/recommend/", OF_OTHERS_DONE),
    Row("POST", "comments/{comment}/recommend/undo/", "comments/<int:pk>/recommend/undo/", MEMBERS_UNDO),  # noqa: E501
    Row("GET", "comments/{comment}/versions/", "comments/<int:pk>/versions/", OWN_OR_MODERATORS_SIGN_IN),  # noqa: E501
    Row("GET", "drafts/", "drafts/", SIGN_IN_FIRST),
    Row("POST", "drafts/{form}/", "drafts/<str:form>/", MEMBERS_OR_401),
    Row("POST", "drafts/{form}/discard/", "drafts/<str:form>/discard/", LEADS_ON),
    Row("GET", "feed.atom", "feed.<syntax:syntax>", PUBLIC),
    Row("GET", "feed.rss", "feed.<syntax:syntax>", PUBLIC),
    Row("GET", "favicon.ico", "favicon.ico", LEADS_ON),
    Row("GET", "healthz", "healthz", PUBLIC),
    Row("GET", "language/", "language/", LEADS_ON),
    Row("POST", "language/", "language/", LEADS_ON),
    Row("GET", "members/{other}/", "members/<int:pk>/", PUBLIC),
    Row("POST", "members/{other}/block/", "members/<int:pk>/block/", NOT_ONESELF_DONE),
    Row("GET", "members/{other}/comments/", "members/<int:pk>/comments/", PUBLIC),
    Row("GET", "members/{other}/feed.atom", "members/<int:pk>/feed.<syntax:syntax>", PUBLIC),
    Row("POST", "members/{other}/remove/", "members/<int:pk>/remove/", PROFILE_DONE, {"part": "about"}),  # noqa: E501
    Row("POST", "members/{other}/unblock/", "members/<int:pk>/unblock/", LEADS_ON),
    Row("POST", "moderation/posts/", "moderation/posts/", ANY_MODERATOR_DONE, {"verb": "hide"}),
    Row("GET", "moderation/trash/", "moderation/trash/", ANY_MODERATOR_SIGN_IN),
    Row("POST", "moderation/trash/{trashed}/restore/", "moderation/trash/<int:pk>/restore/", CASE_DONE),  # noqa: E501
    Row("POST", "moderation/trash/{trashed_own}/restore/", "moderation/trash/<int:pk>/restore/", statuses(404, guest=403)),  # noqa: E501
    Row("GET", "moderation/waiting/", "moderation/waiting/", ANY_MODERATOR_SIGN_IN),
    Row("POST", "moderation/waiting/{waiting}/approve/", "moderation/waiting/<int:pk>/approve/", CASE_DONE),  # noqa: E501
    Row("POST", "moderation/waiting/{waiting}/refuse/", "moderation/waiting/<int:pk>/refuse/", CASE_EMPTY),  # noqa: E501
    Row("POST", "moderation/waiting/{waiting}/refuse/", "moderation/waiting/<int:pk>/refuse/", CASE_DONE, {"preset": "광고"}),  # noqa: E501
    Row("GET", "oembed/", "oembed/", INCOMPLETE),
    Row("GET", "posts/{post}/", "posts/<int:pk>/", PUBLIC),
    Row("POST", "posts/{post}/author/", "posts/<int:pk>/author/", NOBODY),
    Row("GET", "posts/{post}/card.png", "posts/<int:pk>/card.png", PUBLIC),
    Row("GET", "posts/{post}/comments.atom", "posts/<int:pk>/comments.<syntax:syntax>", PUBLIC),
    Row("GET", "posts/{post}/comments/", "posts/<int:pk>/comments/", SIGN_IN_FIRST),
    Row("POST", "posts/{post}/comments/", "posts/<int:pk>/comments/", SIGN_IN_EMPTY),
    Row("GET", "posts/{post}/delete/", "posts/<int:pk>/delete/", OWN_SIGN_IN),
    Row("POST", "posts/{post}/delete/", "posts/<int:pk>/delete/", OWN_DONE),
    Row("GET", "posts/{post}/edit/", "posts/<int:pk>/edit/", OWN_SIGN_IN),
    Row("POST", "posts/{post}/edit/", "posts/<int:pk>/edit/", OWN_EMPTY),
    Row("GET", "posts/{post}/history/", "posts/<int:pk>/history/", OWN_OR_MODERATORS_SIGN_IN),
    Row("POST", "posts/{post}/moderation/delete/", "posts/<int:pk>/moderation/delete/", MODERATORS_DONE),  # noqa: E501
    Row("POST", "posts/{post}/moderation/hide/", "posts/<int:pk>/moderation/hide/", MODERATORS_DONE),  # noqa: E501
    Row("GET", "posts/{post}/moderation/merge/", "posts/<int:pk>/moderation/merge/", MODERATORS_SIGN_IN),  # noqa: E501
    Row("POST", "posts/{post}/moderation/merge/", "posts/<int:pk>/moderation/merge/", MODERATORS_EMPTY),  # noqa: E501
    Row("GET", "moderation/comment-merges/{merge}/", "moderation/comment-merges/<int:pk>/", CASE_SIGN_IN),  # noqa: E501
    Row("POST", "moderation/comment-merges/{merge}/undo/", "moderation/comment-merges/<int:pk>/undo/", CASE_DONE),  # noqa: E501
    Row("POST", "posts/{post}/history/{revision}/restore/", "posts/<int:pk>/history/<int:revision>/restore/", OWN_OR_MODERATORS_DONE),  # noqa: E501
    Row("POST", "posts/{post}/moderation/lock/", "posts/<int:pk>/moderation/lock/", MODERATORS_DONE),  # noqa: E501
    Row("POST", "posts/{post}/moderation/unlock/", "posts/<int:pk>/moderation/unlock/", MODERATORS_DONE),  # noqa: E501
    Row("GET", "posts/{post}/moderation/notice/", "posts/<int:pk>/moderation/notice/", MODERATORS_SIGN_IN),  # noqa: E501
    Row("POST", "posts/{post}/moderation/notice/", "posts/<int:pk>/moderation/notice/", MODERATORS_EMPTY),  # noqa: E501
    Row("POST", "posts/{post}/moderation/show/", "posts/<int:pk>/moderation/show/", MODERATORS_DONE),  # noqa: E501
    Row("POST", "posts/{post}/moderation/notice/ask-anew/", "posts/<int:pk>/moderation/notice/ask-anew/", MODERATORS_DONE),  # noqa: E501
    Row("POST", "posts/{post}/notice/confirm/", "posts/<int:pk>/notice/confirm/", MEMBERS_DONE),
    Row("POST", "posts/{post}/notice/fold/", "posts/<int:pk>/notice/fold/", MEMBERS_DONE),
    Row("GET", "notices/", "notices/", EVERYWHERE_SIGN_IN),
    Row("POST", "notices/", "notices/", EVERYWHERE_EMPTY),
    Row("POST", "notices/unfold/", "notices/unfold/", MEMBERS_DONE),
    Row("POST", "posts/{post}/moderation/unpin/", "posts/<int:pk>/moderation/unpin/", MODERATORS_DONE),  # noqa: E501
    Row("GET", "posts/{post}/names/", "posts/<int:pk>/names/", SIGN_IN_FIRST),
    Row("POST", "posts/{post}/poll/close/", "posts/<int:pk>/poll/close/", OWN_OR_MODERATORS_DONE),
    Row("POST", "posts/{post}/poll/vote/", "posts/<int:pk>/poll/vote/", MEMBERS_EMPTY),
    Row("POST", "posts/{post}/recommend/", "posts/<int:pk>/recommend/", OF_OTHERS_DONE),
    Row("POST", "posts/{post}/recommend/undo/", "posts/<int:pk>/recommend/undo/", MEMBERS_UNDO),
    Row("POST", "posts/{post}/scrap/", "posts/<int:pk>/scrap/", MEMBERS_DONE),
    Row("GET", "posts/{post}/scrap/file/", "posts/<int:pk>/scrap/file/", SIGN_IN_FIRST),
    Row("POST", "posts/{post}/scrap/file/", "posts/<int:pk>/scrap/file/", MEMBERS_DONE),
    Row("POST", "posts/{post}/scrap/undo/", "posts/<int:pk>/scrap/undo/", MEMBERS_DONE),
    Row("GET", "previews/{picture_key}.webp", "previews/<uuid:picture_key>.webp", PUBLIC),
    Row("GET", "readyz", "readyz", PUBLIC),
    Row("GET", "robots.txt", "robots.txt", PUBLIC),
    Row("GET", "scraps/", "scraps/", SIGN_IN_FIRST),
    Row("POST", "scraps/folders/{folder}/delete/", "scraps/folders/<int:pk>/delete/", OWN_FOLDER_DONE),  # noqa: E501
    Row("GET", "search/", "search/", PUBLIC),
    Row("POST", "search/recent/clear/", "search/recent/clear/", MEMBERS_DONE),
    Row("POST", "search/recent/{search}/forget/", "search/recent/<int:pk>/forget/", MEMBERS_DONE),
    Row("GET", "search/saved/", "search/saved/", SIGN_IN_FIRST),
    Row("POST", "search/saved/", "search/saved/", MEMBERS_DONE, {"q": "tax"}),
    Row("GET", "search/saved/{saved}/", "search/saved/<int:pk>/", OWN_LEADS_ON),
    Row("POST", "search/saved/{saved}/remove/", "search/saved/<int:pk>/remove/", MEMBERS_DONE),
    Row("POST", "search/saved/{saved}/rename/", "search/saved/<int:pk>/rename/", OWN_FOLDER_DONE),
    Row("POST", "search/saved/{saved}/renew/", "search/saved/<int:pk>/renew/", MEMBERS_DONE),
    Row("GET", "search/saved/{saved_feed}/feed.atom", "search/saved/<uuid:token>/feed.<syntax:syntax>", PUBLIC),  # noqa: E501
    Row("GET", "search/suggestions/", "search/suggestions/", PUBLIC),
    Row("GET", "settings/", "settings/", SIGN_IN_FIRST),
    Row("POST", "settings/", "settings/", SIGN_IN_EMPTY),
    Row("GET", "settings/delete/", "settings/delete/", SIGN_IN_FIRST),
    Row("POST", "settings/delete/", "settings/delete/", SIGN_IN_EMPTY),
    Row("POST", "settings/delete/cancel/", "settings/delete/cancel/", LEADS_ON),
    Row("GET", "settings/export/", "settings/export/", SIGN_IN_FIRST),
    Row("POST", "settings/export/", "settings/export/", SIGN_IN_ONCE),
    Row("GET", "settings/export/{export}/", "settings/export/<uuid:token>/", SIGN_IN_NOT_FOUND),
    Row("GET", "settings/profile/", "settings/profile/", SIGN_IN_FIRST),
    Row("POST", "settings/profile/", "settings/profile/", LEADS_ON),
    Row("GET", "sitemap-posts-1.xml", "sitemap-<str:kind>-<int:number>.xml", PUBLIC),
    Row("GET", "sitemap-lists.xml", "sitemap-lists.xml", PUBLIC),
    Row("GET", "sitemap.xml", "sitemap.xml", PUBLIC),
    Row("GET", "suggestions/tags/", "suggestions/tags/", PUBLIC),
    Row("GET", "tags/tax/", "tags/<str:slug>/", PUBLIC),
    Row("GET", "tags/tax/feed.atom", "tags/<str:slug>/feed.<syntax:syntax>", PUBLIC),
    Row("GET", "trash/", "trash/", SIGN_IN_FIRST),
    Row("POST", "trash/{trashed_own}/restore/", "trash/<int:pk>/restore/", OWN_FOLDER_DONE),
    Row("POST", "uploads/", "uploads/", MEMBERS_INCOMPLETE),
    Row("GET", "uploads/{upload}/", "uploads/<uuid:upload_id>/", OWN),
    Row("GET", "uploads/{upload}/960.webp", "uploads/<uuid:upload_id>/<int:width>.webp", NOT_FOUND),
    Row("GET", "uploads/{upload}/thumbnail.webp", "uploads/<uuid:upload_id>/thumbnail.webp", NOT_FOUND),  # noqa: E501
    Row("POST", "uploads/{upload}/discard/", "uploads/<uuid:upload_id>/discard/", OWN),
    Row("GET", "uploads/{upload}/file/a.pdf", "uploads/<uuid:upload_id>/file/<str:name>", NOT_FOUND),  # noqa: E501
    Row("GET", "write/", "write/", SIGN_IN_FIRST),
    # The same addresses where a post is not for everybody.
    Row("GET", "posts/{secret}/", "posts/<int:pk>/", OWN_OR_MODERATORS),
    Row("GET", "posts/{hidden}/", "posts/<int:pk>/", MODERATORS_ONLY),
    Row("GET", "posts/{held}/", "posts/<int:pk>/", moderators(200, others=404, author=200)),
    Row("GET", "posts/{held}/comments.rss", "posts/<int:pk>/comments.<syntax:syntax>", moderators(404, others=404)),  # noqa: E501
    Row("GET", "posts/{held}/card.png", "posts/<int:pk>/card.png", moderators(404, others=404)),
    Row("GET", "posts/{deleted}/", "posts/<int:pk>/", GONE),
    Row("GET", "posts/{closed}/", "posts/<int:pk>/", MEMBERS),
    Row("GET", "boards/{closed_board}/", "boards/<str:slug>/", MEMBERS),
    Row("GET", "boards/{closed_board}/rules/", "boards/<str:slug>/rules/", MEMBERS),
    Row("GET", "boards/{closed_board}/feed.rss", "boards/<str:slug>/feed.<syntax:syntax>", MEMBERS),
    Row("GET", "posts/{secret}/comments.rss", "posts/<int:pk>/comments.<syntax:syntax>", SECRET_FEED),  # noqa: E501
    Row("GET", "posts/{hidden}/comments.rss", "posts/<int:pk>/comments.<syntax:syntax>", NOT_FOUND),
    Row("GET", "posts/{deleted}/comments.rss", "posts/<int:pk>/comments.<syntax:syntax>", GONE),
    Row("GET", "posts/{closed}/comments.rss", "posts/<int:pk>/comments.<syntax:syntax>", MEMBERS),
    Row("GET", "posts/{secret}/card.png", "posts/<int:pk>/card.png", NOT_FOUND),
    Row("GET", "posts/{hidden}/card.png", "posts/<int:pk>/card.png", NOT_FOUND),
    Row("GET", "posts/{deleted}/card.png", "posts/<int:pk>/card.png", NOT_FOUND),
    Row("GET", "posts/{closed}/card.png", "posts/<int:pk>/card.png", NOT_FOUND),
    Row("POST", "posts/{anonymous}/author/", "posts/<int:pk>/author/", MODERATORS_DONE),
    Row("POST", "posts/{secret}/comments/", "posts/<int:pk>/comments/", OWN_OR_MODERATORS_EMPTY),
    Row("GET", "posts/{secret}/history/", "posts/<int:pk>/history/", OWN_OR_MODERATORS_SIGN_IN),
    Row("GET", "report/post/{post}/", "report/<slug:kind>/<int:pk>/", OF_OTHERS_SIGN_IN),
    Row("POST", "report/post/{post}/", "report/<slug:kind>/<int:pk>/", OF_OTHERS_EMPTY),
    Row("GET", "reports/", "reports/", SIGN_IN_FIRST),
    Row("GET", "decisions/", "decisions/", SIGN_IN_FIRST),
    Row("GET", "decisions/{decision}/appeal/", "decisions/<int:pk>/appeal/", OWN_FORM_SIGN_IN),
    Row("POST", "decisions/{decision}/appeal/", "decisions/<int:pk>/appeal/", OWN_FORM_EMPTY),
    Row("GET", "moderation/", "moderation/", ANY_MODERATOR_SIGN_IN),
    Row("GET", "moderation/log/", "moderation/log/", ANY_MODERATOR_SIGN_IN),
    Row("GET", "moderation/log.csv", "moderation/log.csv", ANY_MODERATOR_SIGN_IN),
    Row("POST", "moderation/log/{entry}/undo/", "moderation/log/<int:pk>/undo/", CASE_DONE),
    Row("GET", "moderation/boards/{board}/bulk/", "moderation/boards/<str:slug>/bulk/", CASE_SIGN_IN),  # noqa: E501
    Row("POST", "moderation/boards/{board}/bulk/", "moderation/boards/<str:slug>/bulk/", CASE_EMPTY),  # noqa: E501
    Row("GET", "moderation/bulk/{bulk_run}/", "moderation/bulk/<int:pk>/", CASE_SIGN_IN),
    Row("POST", "moderation/bulk/{bulk_run}/undo/", "moderation/bulk/<int:pk>/undo/", CASE_DONE),  # noqa: E501
    Row("GET", "moderation/sanctions/", "moderation/sanctions/", ANY_MODERATOR_SIGN_IN),
    Row("POST", "moderation/sanctions/{sanction}/lift/", "moderation/sanctions/<int:pk>/lift/", SANCTION_DONE),  # noqa: E501
    Row("GET", "moderation/networks/", "moderation/networks/", ADMIN_SIGN_IN),
    Row("POST", "moderation/networks/", "moderation/networks/", ADMIN_EMPTY),
    Row("POST", "moderation/networks/{network}/lift/", "moderation/networks/<int:pk>/lift/", ADMIN_DONE),  # noqa: E501
    Row("GET", "moderation/members/", "moderation/members/", ADMIN_SIGN_IN),
    Row("POST", "moderation/members/", "moderation/members/", ADMIN_EMPTY),
    Row("GET", "moderation/members/{other}/see-as/", "moderation/members/<int:pk>/see-as/", ADMIN_SIGN_IN),  # noqa: E501
    Row("POST", "moderation/members/{other}/see-as/", "moderation/members/<int:pk>/see-as/", ADMIN_EMPTY),  # noqa: E501
    Row("POST", "moderation/members/{other}/see-as/", "moderation/members/<int:pk>/see-as/", ADMIN_DONE, {"reason": "문의"}),  # noqa: E501
    Row("POST", "moderation/look/end/", "moderation/look/end/", LEADS_ON),
    Row("GET", "settings/looks/", "settings/looks/", SIGN_IN_FIRST),
    Row("GET", "moderation/members/{other}/merge/", "moderation/members/<int:pk>/merge/", ADMIN_SIGN_IN),  # noqa: E501
    Row("POST", "moderation/members/{other}/merge/", "moderation/members/<int:pk>/merge/", ADMIN_EMPTY),  # noqa: E501
    Row("GET", "moderation/merges/{member_merge}/", "moderation/merges/<int:pk>/", ADMIN_SIGN_IN),
    Row("POST", "moderation/merges/{member_merge}/undo/", "moderation/merges/<int:pk>/undo/", ADMIN_DONE),  # noqa: E501
    Row("GET", "moderation/members/{other}/", "moderation/members/<int:pk>/", ANY_MODERATOR_SIGN_IN),  # noqa: E501
    Row("POST", "moderation/members/{other}/", "moderation/members/<int:pk>/", ANY_MODERATOR_EMPTY),
    Row("GET", "moderation/members/{other}/notes/", "moderation/members/<int:pk>/notes/", ANY_MODERATOR_SIGN_IN),  # noqa: E501
    Row("POST", "moderation/members/{other}/notes/", "moderation/members/<int:pk>/notes/", ANY_MODERATOR_EMPTY),  # noqa: E501
    Row("POST", "moderation/notes/{note}/delete/", "moderation/notes/<int:pk>/delete/", SANCTION_DONE),  # noqa: E501
    Row("POST", "moderation/members/{other}/clean-up/", "moderation/members/<int:pk>/clean-up/", ANY_MODERATOR_EMPTY),  # noqa: E501
    Row("GET", "moderation/clean-ups/{clean_up}/", "moderation/clean-ups/<int:pk>/", CASE_SIGN_IN),
    Row("POST", "moderation/clean-ups/{clean_up}/undo/", "moderation/clean-ups/<int:pk>/undo/", SANCTION_DONE),  # noqa: E501
    Row("GET", "moderation/recommendations/{ring}/", "moderation/recommendations/<int:pk>/", CASE_SIGN_IN),  # noqa: E501
    Row("POST", "moderation/recommendations/{ring}/restore/", "moderation/recommendations/<int:pk>/restore/", CASE_DONE),  # noqa: E501
    Row("GET", "sanctions/", "sanctions/", SIGN_IN_FIRST),
    Row("POST", "sanctions/read/", "sanctions/read/", MEMBERS_DONE),
    Row("GET", "moderation/cases/{case}/", "moderation/cases/<int:pk>/", CASE_SIGN_IN),
    Row("POST", "moderation/cases/{case}/decide/", "moderation/cases/<int:pk>/decide/", CASE_EMPTY),
    Row("POST", "moderation/cases/{case}/messages/", "moderation/cases/<int:pk>/messages/", CASE_EMPTY),  # noqa: E501
    Row("POST", "moderation/cases/{case}/messages/", "moderation/cases/<int:pk>/messages/", CASE_DONE, {"text": "광고일까요?"}),  # noqa: E501
    Row("GET", "moderation/cases/{case}/edit/", "moderation/cases/<int:pk>/edit/", CASE_SIGN_IN),
    Row("POST", "moderation/cases/{case}/edit/", "moderation/cases/<int:pk>/edit/", CASE_EMPTY),
    Row("POST", "moderation/cases/{case}/appeal/", "moderation/cases/<int:pk>/appeal/", CASE_EMPTY),
    Row("GET", "waiting/", "waiting/", SIGN_IN_FIRST),
    Row("GET", "report/", "report/", PUBLIC),
    Row("GET", "report/other/", "report/<slug:claim>/", PUBLIC),
    Row("POST", "report/other/", "report/<slug:claim>/", PUBLIC_EMPTY),
    Row("GET", "report/follow/", "report/follow/", PUBLIC),
    Row("POST", "report/follow/", "report/follow/", PUBLIC_EMPTY),
    Row("GET", "report/follow/1/wrong/", "report/follow/<str:number>/<str:secret>/", NOT_FOUND),
    Row("GET", "report/follow/{takedown}/{takedown_code}/", "report/follow/<str:number>/<str:secret>/", PUBLIC),  # noqa: E501
    Row("GET", "transparency/", "transparency/", PUBLIC),
    Row("GET", "moderation/takedowns/", "moderation/takedowns/", TAKEDOWNS_SIGN_IN),
    Row("GET", "moderation/takedowns/{takedown}/", "moderation/takedowns/<int:pk>/", TAKEDOWNS_SIGN_IN),  # noqa: E501
    Row("POST", "moderation/takedowns/{takedown}/pictures/{takedown_target}/", "moderation/takedowns/<int:pk>/pictures/<int:target>/", TAKEDOWNS_EMPTY),  # noqa: E501
    Row("POST", "moderation/takedowns/{takedown}/copy/", "moderation/takedowns/<int:pk>/copy/", TAKEDOWNS_EMPTY),  # noqa: E501
    Row("POST", "moderation/takedowns/{takedown}/decide/", "moderation/takedowns/<int:pk>/decide/", TAKEDOWNS_EMPTY),  # noqa: E501
]

ADMIN_ROWS = {
    "": SUPERUSER_ONLY,
    "account/emailaddress add": SUPERUSER_ONLY,
    "account/emailaddress change": LEADS_ON,
    "account/emailaddress delete": LEADS_ON,
    "account/emailaddress history": LEADS_ON,
    "account/emailaddress list": SUPERUSER_ONLY,
    "account/emailaddress redirect": LEADS_ON,
    "auth/group add": SUPERUSER_ONLY,
    "auth/group change": SUPERUSER_ONLY,
    "auth/group delete": SUPERUSER_ONLY,
    "auth/group history": SUPERUSER_ONLY,
    "auth/group list": SUPERUSER_ONLY,
    "auth/group redirect": LEADS_ON,
    "autocomplete/": SUPERUSER_REFUSED,
    "boards/board add": SUPERUSER_ONLY,
    "boards/board change": SUPERUSER_ONLY,
    "boards/board delete": SUPERUSER_REFUSED,
    "boards/board history": SUPERUSER_ONLY,
    "boards/board list": SUPERUSER_ONLY,
    "boards/board redirect": LEADS_ON,
    "boards_counters/viewtotal add": SUPERUSER_REFUSED,
    "boards_counters/viewtotal change": LEADS_ON,
    "boards_counters/viewtotal delete": SUPERUSER_REFUSED,
    "boards_counters/viewtotal history": LEADS_ON,
    "boards_counters/viewtotal list": SUPERUSER_ONLY,
    "boards_counters/viewtotal redirect": LEADS_ON,
    "boards_filters/approval add": SUPERUSER_ONLY,
    "boards_filters/approval alike": SUPERUSER_ONLY,
    "boards_filters/approval change": SUPERUSER_ONLY,
    "boards_filters/approval delete": SUPERUSER_ONLY,
    "boards_filters/approval history": SUPERUSER_ONLY,
    "boards_filters/approval list": SUPERUSER_ONLY,
    "boards_filters/approval redirect": LEADS_ON,
    "boards_filters/filter add": SUPERUSER_ONLY,
    "boards_filters/filter change": SUPERUSER_ONLY,
    "boards_filters/filter delete": SUPERUSER_ONLY,
    "boards_filters/filter history": SUPERUSER_ONLY,
    "boards_filters/filter list": SUPERUSER_ONLY,
    "boards_filters/filter redirect": LEADS_ON,
    "boards_filters/filter/…/bench/": SUPERUSER_ONLY,
    "boards_imports/importedpage add": SUPERUSER_ONLY,
    "boards_imports/importedpage change": LEADS_ON,
    "boards_imports/importedpage delete": SUPERUSER_REFUSED,
    "boards_imports/importedpage history": LEADS_ON,
    "boards_imports/importedpage list": SUPERUSER_ONLY,
    "boards_imports/importedpage redirect": LEADS_ON,
    "boards_letters/letter add": SUPERUSER_REFUSED,
    "boards_letters/letter change": LEADS_ON,
    "boards_letters/letter delete": LEADS_ON,
    "boards_letters/letter history": LEADS_ON,
    "boards_letters/letter list": SUPERUSER_ONLY,
    "boards_letters/letter redirect": LEADS_ON,
    "boards_members/member add": SUPERUSER_ONLY,
    "boards_members/member change": SUPERUSER_ONLY,
    "boards_members/member delete": SUPERUSER_REFUSED,
    "boards_members/member history": SUPERUSER_ONLY,
    "boards_members/member list": SUPERUSER_ONLY,
    "boards_members/member redirect": LEADS_ON,
    "boards_members/member/…/password/": SUPERUSER_ONLY,
    "boards_moderation/reportreason add": SUPERUSER_ONLY,
    "boards_moderation/reportreason change": SUPERUSER_ONLY,
    "boards_moderation/reportreason delete": SUPERUSER_REFUSED,
    "boards_moderation/reportreason history": SUPERUSER_ONLY,
    "boards_moderation/reportreason list": SUPERUSER_ONLY,
    "boards_moderation/reportreason redirect": LEADS_ON,
    "boards_posts/comment add": SUPERUSER_REFUSED,
    "boards_posts/comment change": SUPERUSER_ONLY,
    "boards_posts/comment delete": SUPERUSER_REFUSED,
    "boards_posts/comment history": SUPERUSER_ONLY,
    "boards_posts/comment list": SUPERUSER_ONLY,
    "boards_posts/comment redirect": LEADS_ON,
    "boards_posts/notice add": SUPERUSER_ONLY,
    "boards_posts/notice change": SUPERUSER_ONLY,
    "boards_posts/notice delete": SUPERUSER_ONLY,
    "boards_posts/notice history": SUPERUSER_ONLY,
    "boards_posts/notice list": SUPERUSER_ONLY,
    "boards_posts/notice redirect": LEADS_ON,
    "boards_posts/poll add": SUPERUSER_REFUSED,
    "boards_posts/poll change": SUPERUSER_ONLY,
    "boards_posts/poll delete": SUPERUSER_REFUSED,
    "boards_posts/poll history": SUPERUSER_ONLY,
    "boards_posts/poll list": SUPERUSER_ONLY,
    "boards_posts/poll redirect": LEADS_ON,
    "boards_posts/post add": SUPERUSER_ONLY,
    "boards_posts/post change": SUPERUSER_ONLY,
    "boards_posts/post delete": SUPERUSER_REFUSED,
    "boards_posts/post history": SUPERUSER_ONLY,
    "boards_posts/post list": SUPERUSER_ONLY,
    "boards_posts/post redirect": LEADS_ON,
    "boards_posts/tag add": SUPERUSER_ONLY,
    "boards_posts/tag change": SUPERUSER_ONLY,
    "boards_posts/tag delete": SUPERUSER_ONLY,
    "boards_posts/tag history": SUPERUSER_ONLY,
    "boards_posts/tag list": SUPERUSER_ONLY,
    "boards_posts/tag redirect": LEADS_ON,
    "boards_posts/upload add": SUPERUSER_REFUSED,
    "boards_posts/upload change": SUPERUSER_ONLY,
    "boards_posts/upload delete": SUPERUSER_ONLY,
    "boards_posts/upload history": SUPERUSER_ONLY,
    "boards_posts/upload list": SUPERUSER_ONLY,
    "boards_posts/upload redirect": LEADS_ON,
    "boards_previews/linkpreview add": SUPERUSER_REFUSED,
    "boards_previews/linkpreview change": SUPERUSER_ONLY,
    "boards_previews/linkpreview delete": SUPERUSER_ONLY,
    "boards_previews/linkpreview history": SUPERUSER_ONLY,
    "boards_previews/linkpreview list": SUPERUSER_ONLY,
    "boards_previews/linkpreview redirect": LEADS_ON,
    "boards_sanctions/sanction add": SUPERUSER_REFUSED,
    "boards_sanctions/sanction change": SUPERUSER_ONLY,
    "boards_sanctions/sanction delete": SUPERUSER_REFUSED,
    "boards_sanctions/sanction history": SUPERUSER_ONLY,
    "boards_sanctions/sanction list": SUPERUSER_ONLY,
    "boards_sanctions/sanction redirect": LEADS_ON,
    "boards_search/searchedwords add": SUPERUSER_REFUSED,
    "boards_search/searchedwords change": SUPERUSER_ONLY,
    "boards_search/searchedwords delete": SUPERUSER_ONLY,
    "boards_search/searchedwords history": SUPERUSER_ONLY,
    "boards_search/searchedwords list": SUPERUSER_ONLY,
    "boards_search/searchedwords redirect": LEADS_ON,
    "boards_search/synonymgroup add": SUPERUSER_ONLY,
    "boards_search/synonymgroup change": SUPERUSER_ONLY,
    "boards_search/synonymgroup delete": SUPERUSER_ONLY,
    "boards_search/synonymgroup history": SUPERUSER_ONLY,
    "boards_search/synonymgroup list": SUPERUSER_ONLY,
    "boards_search/synonymgroup redirect": LEADS_ON,
    "boards_search/synonymgroup/…/bench/": SUPERUSER_ONLY,
    "django_tasks_database/dbtaskresult add": SUPERUSER_REFUSED,
    "django_tasks_database/dbtaskresult change": LEADS_ON,
    "django_tasks_database/dbtaskresult delete": SUPERUSER_REFUSED,
    "django_tasks_database/dbtaskresult history": LEADS_ON,
    "django_tasks_database/dbtaskresult list": SUPERUSER_ONLY,
    "django_tasks_database/dbtaskresult redirect": LEADS_ON,
    "jsi18n/": SUPERUSER_ONLY,
    "login/": SUPERUSER_SIGN_IN,
    "logout/": SUPERUSER_POST_ONLY,
    "mfa/authenticator add": SUPERUSER_REFUSED,
    "mfa/authenticator change": LEADS_ON,
    "mfa/authenticator delete": LEADS_ON,
    "mfa/authenticator history": LEADS_ON,
    "mfa/authenticator list": SUPERUSER_ONLY,
    "mfa/authenticator redirect": LEADS_ON,
    "password_change/": SUPERUSER_ONLY,
    "password_change/done list": SUPERUSER_ONLY,
    "r/…/…/": SUPERUSER_NOT_FOUND,
    "…": SUPERUSER_NOT_FOUND,
    "…/": SUPERUSER_NOT_FOUND,
}
# fmt: on
