"""The permission matrix: who gets which answer at which address.

A page that is not there for somebody answers 404 or 403, one that wants a sign-in 302 or 401,
a form that was sent empty 422 or 302. The columns are those of `cast.ROLES`:
guest, member, author, other, moderator, foreign_moderator, admin.
"""

from dataclasses import dataclass, field


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
    statuses: tuple[int, ...]
    data: dict[str, str] = field(default_factory=dict)


# fmt: off
ROWS = [
    Row("GET", "", "", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "accounts/2fa/", "accounts/2fa/", (302, 200, 200, 200, 200, 200, 200)),
    Row("POST", "accounts/2fa/", "accounts/2fa/", (302, 405, 405, 405, 405, 405, 405)),
    Row("GET", "accounts/2fa/authenticate/", "accounts/2fa/authenticate/", (302, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("POST", "accounts/2fa/authenticate/", "accounts/2fa/authenticate/", (302, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("GET", "accounts/2fa/reauthenticate/", "accounts/2fa/reauthenticate/", (302, 403, 403, 403, 403, 403, 403)),  # noqa: E501
    Row("POST", "accounts/2fa/reauthenticate/", "accounts/2fa/reauthenticate/", (302, 403, 403, 403, 403, 403, 403)),  # noqa: E501
    Row("GET", "accounts/2fa/recovery-codes/", "accounts/2fa/recovery-codes/", (302, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("POST", "accounts/2fa/recovery-codes/", "accounts/2fa/recovery-codes/", (302, 405, 405, 405, 405, 405, 405)),  # noqa: E501
    Row("GET", "accounts/2fa/recovery-codes/download/", "accounts/2fa/recovery-codes/download/", (302, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("POST", "accounts/2fa/recovery-codes/download/", "accounts/2fa/recovery-codes/download/", (302, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "accounts/2fa/recovery-codes/generate/", "accounts/2fa/recovery-codes/generate/", (302, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "accounts/2fa/recovery-codes/generate/", "accounts/2fa/recovery-codes/generate/", (302, 422, 422, 422, 422, 422, 422)),  # noqa: E501
    Row("GET", "accounts/2fa/totp/activate/", "accounts/2fa/totp/activate/", (302, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "accounts/2fa/totp/activate/", "accounts/2fa/totp/activate/", (302, 422, 422, 422, 422, 422, 422)),  # noqa: E501
    Row("GET", "accounts/2fa/totp/deactivate/", "accounts/2fa/totp/deactivate/", (302, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("POST", "accounts/2fa/totp/deactivate/", "accounts/2fa/totp/deactivate/", (302, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "accounts/2fa/webauthn/", "accounts/2fa/webauthn/", (302, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "accounts/2fa/webauthn/", "accounts/2fa/webauthn/", (302, 405, 405, 405, 405, 405, 405)),  # noqa: E501
    Row("GET", "accounts/2fa/webauthn/add/", "accounts/2fa/webauthn/add/", (302, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "accounts/2fa/webauthn/add/", "accounts/2fa/webauthn/add/", (302, 422, 422, 422, 422, 422, 422)),  # noqa: E501
    Row("GET", "accounts/2fa/webauthn/keys/1/edit/", "accounts/2fa/webauthn/keys/<int:pk>/edit/", (302, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("POST", "accounts/2fa/webauthn/keys/1/edit/", "accounts/2fa/webauthn/keys/<int:pk>/edit/", (302, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "accounts/2fa/webauthn/keys/1/remove/", "accounts/2fa/webauthn/keys/<int:pk>/remove/", (302, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("POST", "accounts/2fa/webauthn/keys/1/remove/", "accounts/2fa/webauthn/keys/<int:pk>/remove/", (302, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "accounts/2fa/webauthn/login/", "accounts/2fa/webauthn/login/", (302, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("POST", "accounts/2fa/webauthn/login/", "accounts/2fa/webauthn/login/", (302, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("GET", "accounts/2fa/webauthn/reauthenticate/", "accounts/2fa/webauthn/reauthenticate/", (302, 403, 403, 403, 403, 403, 403)),  # noqa: E501
    Row("POST", "accounts/2fa/webauthn/reauthenticate/", "accounts/2fa/webauthn/reauthenticate/", (302, 403, 403, 403, 403, 403, 403)),  # noqa: E501
    Row("GET", "accounts/3rdparty/", "accounts/3rdparty/", (302, 200, 200, 200, 200, 200, 200)),
    Row("POST", "accounts/3rdparty/", "accounts/3rdparty/", (302, 422, 422, 422, 422, 422, 422)),
    Row("GET", "accounts/3rdparty/login/cancelled/", "accounts/3rdparty/login/cancelled/", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("GET", "accounts/3rdparty/login/error/", "accounts/3rdparty/login/error/", (401, 401, 401, 401, 401, 401, 401)),  # noqa: E501
    Row("GET", "accounts/3rdparty/signup/", "accounts/3rdparty/signup/", (302, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("POST", "accounts/3rdparty/signup/", "accounts/3rdparty/signup/", (302, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("GET", "accounts/confirm-email/", "accounts/confirm-email/", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "accounts/confirm-email/", "accounts/confirm-email/", (422, 422, 422, 422, 422, 422, 422)),  # noqa: E501
    Row("GET", "accounts/confirm-email/x/", r"accounts/confirm-email/(?P<key>[-:\w]+)/", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "accounts/confirm-email/x/", r"accounts/confirm-email/(?P<key>[-:\w]+)/", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "accounts/email/", "accounts/email/", (302, 200, 200, 200, 200, 200, 200)),
    Row("POST", "accounts/email/", "accounts/email/", (302, 302, 302, 302, 302, 302, 302)),
    Row("GET", "accounts/google/login/", "accounts/google/login/", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("POST", "accounts/google/login/", "accounts/google/login/", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "accounts/google/login/callback/", "accounts/google/login/callback/", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("POST", "accounts/google/login/callback/", "accounts/google/login/callback/", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "accounts/handle/", "accounts/handle/", (302, 200, 200, 200, 200, 200, 200)),
    Row("POST", "accounts/handle/", "accounts/handle/", (302, 422, 422, 422, 422, 422, 422)),
    Row("GET", "accounts/inactive/", "accounts/inactive/", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "accounts/kakao/login/", "accounts/kakao/login/", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("POST", "accounts/kakao/login/", "accounts/kakao/login/", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "accounts/kakao/login/callback/", "accounts/kakao/login/callback/", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("POST", "accounts/kakao/login/callback/", "accounts/kakao/login/callback/", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "accounts/login/", "accounts/login/", (200, 302, 302, 302, 302, 302, 302)),
    Row("POST", "accounts/login/", "accounts/login/", (422, 302, 302, 302, 302, 302, 302)),
    Row("GET", "accounts/login/code/confirm/", "accounts/login/code/confirm/", (302, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("POST", "accounts/login/code/confirm/", "accounts/login/code/confirm/", (302, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("GET", "accounts/logout/", "accounts/logout/", (302, 200, 200, 200, 200, 200, 200)),
    Row("POST", "accounts/logout/", "accounts/logout/", (302, 302, 302, 302, 302, 302, 302)),
    Row("GET", "accounts/naver/login/", "accounts/naver/login/", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("POST", "accounts/naver/login/", "accounts/naver/login/", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "accounts/naver/login/callback/", "accounts/naver/login/callback/", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("POST", "accounts/naver/login/callback/", "accounts/naver/login/callback/", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "accounts/password/change/", "accounts/password/change/", (302, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("POST", "accounts/password/change/", "accounts/password/change/", (302, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("GET", "accounts/password/reset/", "accounts/password/reset/", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "accounts/password/reset/", "accounts/password/reset/", (422, 422, 422, 422, 422, 422, 422)),  # noqa: E501
    Row("GET", "accounts/password/reset/done/", "accounts/password/reset/done/", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("GET", "accounts/password/reset/key/1-x/", "accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "accounts/password/reset/key/1-x/", "accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/", (422, 422, 422, 422, 422, 422, 422)),  # noqa: E501
    Row("GET", "accounts/password/reset/key/done/", "accounts/password/reset/key/done/", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("GET", "accounts/password/set/", "accounts/password/set/", (302, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "accounts/password/set/", "accounts/password/set/", (302, 422, 422, 422, 422, 422, 422)),  # noqa: E501
    Row("GET", "accounts/reauthenticate/", "accounts/reauthenticate/", (302, 403, 403, 403, 403, 403, 403)),  # noqa: E501
    Row("POST", "accounts/reauthenticate/", "accounts/reauthenticate/", (302, 403, 403, 403, 403, 403, 403)),  # noqa: E501
    Row("GET", "accounts/sessions/", "accounts/sessions/", (302, 200, 200, 200, 200, 200, 200)),
    Row("POST", "accounts/sessions/", "accounts/sessions/", (302, 302, 302, 302, 302, 302, 302)),
    Row("GET", "accounts/signup/", "accounts/signup/", (200, 302, 302, 302, 302, 302, 302)),
    Row("POST", "accounts/signup/", "accounts/signup/", (422, 302, 302, 302, 302, 302, 302)),
    Row("GET", "best/", "best/", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "best/week/", "best/<str:period>/", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "boards/{board}/", "boards/<str:slug>/", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "boards/{board}/feed.atom", "boards/<str:slug>/feed.<syntax:syntax>", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("GET", "boards/{board}/write/", "boards/<str:slug>/write/", (302, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "boards/{board}/write/", "boards/<str:slug>/write/", (403, 422, 422, 422, 422, 422, 422)),  # noqa: E501
    Row("GET", "comments/{comment}/", "comments/<int:pk>/", (302, 302, 302, 302, 302, 302, 302)),
    Row("POST", "comments/{comment}/delete/", "comments/<int:pk>/delete/", (403, 403, 302, 403, 302, 403, 302)),  # noqa: E501
    Row("GET", "comments/{comment}/edit/", "comments/<int:pk>/edit/", (302, 403, 200, 403, 403, 403, 403)),  # noqa: E501
    Row("POST", "comments/{comment}/edit/", "comments/<int:pk>/edit/", (403, 403, 422, 403, 403, 403, 403)),  # noqa: E501
    Row("POST", "comments/{comment}/moderation/hide/", "comments/<int:pk>/moderation/hide/", (403, 403, 403, 403, 302, 403, 302)),  # noqa: E501
    Row("POST", "comments/{comment}/moderation/show/", "comments/<int:pk>/moderation/show/", (403, 403, 403, 403, 302, 403, 302)),  # noqa: E501
    Row("POST", "comments/{comment}/recommend/", "comments/<int:pk>/recommend/", (403, 302, 403, 302, 302, 302, 302)),  # noqa: E501
    Row("POST", "comments/{comment}/recommend/undo/", "comments/<int:pk>/recommend/undo/", (403, 409, 409, 409, 409, 409, 409)),  # noqa: E501
    Row("GET", "comments/{comment}/versions/", "comments/<int:pk>/versions/", (302, 403, 200, 403, 200, 403, 200)),  # noqa: E501
    Row("POST", "drafts/{form}/", "drafts/<str:form>/", (401, 200, 200, 200, 200, 200, 200)),
    Row("POST", "drafts/{form}/discard/", "drafts/<str:form>/discard/", (302, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("GET", "feed.atom", "feed.<syntax:syntax>", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "feed.rss", "feed.<syntax:syntax>", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "favicon.ico", "favicon.ico", (302, 302, 302, 302, 302, 302, 302)),
    Row("GET", "healthz", "healthz", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "language/", "language/", (302, 302, 302, 302, 302, 302, 302)),
    Row("POST", "language/", "language/", (302, 302, 302, 302, 302, 302, 302)),
    Row("GET", "members/{other}/", "members/<int:pk>/", (200, 200, 200, 200, 200, 200, 200)),
    Row("POST", "members/{other}/block/", "members/<int:pk>/block/", (302, 302, 302, 403, 302, 302, 302)),  # noqa: E501
    Row("GET", "members/{other}/comments/", "members/<int:pk>/comments/", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("GET", "members/{other}/feed.atom", "members/<int:pk>/feed.<syntax:syntax>", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "members/{other}/unblock/", "members/<int:pk>/unblock/", (302, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("GET", "oembed/", "oembed/", (400, 400, 400, 400, 400, 400, 400)),
    Row("GET", "posts/{post}/", "posts/<int:pk>/", (200, 200, 200, 200, 200, 200, 200)),
    Row("POST", "posts/{post}/author/", "posts/<int:pk>/author/", (403, 403, 403, 403, 403, 403, 403)),  # noqa: E501
    Row("GET", "posts/{post}/card.png", "posts/<int:pk>/card.png", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("GET", "posts/{post}/comments.atom", "posts/<int:pk>/comments.<syntax:syntax>", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("GET", "posts/{post}/comments/", "posts/<int:pk>/comments/", (302, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "posts/{post}/comments/", "posts/<int:pk>/comments/", (302, 422, 422, 422, 422, 422, 422)),  # noqa: E501
    Row("GET", "posts/{post}/delete/", "posts/<int:pk>/delete/", (302, 403, 200, 403, 403, 403, 403)),  # noqa: E501
    Row("POST", "posts/{post}/delete/", "posts/<int:pk>/delete/", (403, 403, 302, 403, 403, 403, 403)),  # noqa: E501
    Row("GET", "posts/{post}/edit/", "posts/<int:pk>/edit/", (302, 403, 200, 403, 403, 403, 403)),
    Row("POST", "posts/{post}/edit/", "posts/<int:pk>/edit/", (403, 403, 422, 403, 403, 403, 403)),
    Row("GET", "posts/{post}/history/", "posts/<int:pk>/history/", (302, 403, 200, 403, 200, 403, 200)),  # noqa: E501
    Row("POST", "posts/{post}/moderation/delete/", "posts/<int:pk>/moderation/delete/", (403, 403, 403, 403, 302, 403, 302)),  # noqa: E501
    Row("POST", "posts/{post}/moderation/hide/", "posts/<int:pk>/moderation/hide/", (403, 403, 403, 403, 302, 403, 302)),  # noqa: E501
    Row("GET", "posts/{post}/moderation/notice/", "posts/<int:pk>/moderation/notice/", (302, 403, 403, 403, 200, 403, 200)),  # noqa: E501
    Row("POST", "posts/{post}/moderation/notice/", "posts/<int:pk>/moderation/notice/", (403, 403, 403, 403, 422, 403, 422)),  # noqa: E501
    Row("POST", "posts/{post}/moderation/show/", "posts/<int:pk>/moderation/show/", (403, 403, 403, 403, 302, 403, 302)),  # noqa: E501
    Row("POST", "posts/{post}/moderation/unpin/", "posts/<int:pk>/moderation/unpin/", (403, 403, 403, 403, 302, 403, 302)),  # noqa: E501
    Row("GET", "posts/{post}/names/", "posts/<int:pk>/names/", (302, 200, 200, 200, 200, 200, 200)),
    Row("POST", "posts/{post}/recommend/", "posts/<int:pk>/recommend/", (403, 302, 403, 302, 302, 302, 302)),  # noqa: E501
    Row("POST", "posts/{post}/recommend/undo/", "posts/<int:pk>/recommend/undo/", (403, 409, 409, 409, 409, 409, 409)),  # noqa: E501
    Row("POST", "posts/{post}/scrap/", "posts/<int:pk>/scrap/", (403, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("GET", "posts/{post}/scrap/file/", "posts/<int:pk>/scrap/file/", (302, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "posts/{post}/scrap/file/", "posts/<int:pk>/scrap/file/", (403, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("POST", "posts/{post}/scrap/undo/", "posts/<int:pk>/scrap/undo/", (403, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("GET", "previews/{picture_key}.webp", "previews/<uuid:picture_key>.webp", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("GET", "readyz", "readyz", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "robots.txt", "robots.txt", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "scraps/", "scraps/", (302, 200, 200, 200, 200, 200, 200)),
    Row("POST", "scraps/folders/{folder}/delete/", "scraps/folders/<int:pk>/delete/", (403, 404, 302, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "search/", "search/", (200, 200, 200, 200, 200, 200, 200)),
    Row("POST", "search/recent/clear/", "search/recent/clear/", (403, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("POST", "search/recent/{search}/forget/", "search/recent/<int:pk>/forget/", (403, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("GET", "search/suggestions/", "search/suggestions/", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "settings/", "settings/", (302, 200, 200, 200, 200, 200, 200)),
    Row("POST", "settings/", "settings/", (302, 422, 422, 422, 422, 422, 422)),
    Row("GET", "settings/delete/", "settings/delete/", (302, 200, 200, 200, 200, 200, 200)),
    Row("POST", "settings/delete/", "settings/delete/", (302, 422, 422, 422, 422, 422, 422)),
    Row("POST", "settings/delete/cancel/", "settings/delete/cancel/", (302, 302, 302, 302, 302, 302, 302)),  # noqa: E501
    Row("GET", "settings/export/", "settings/export/", (302, 200, 200, 200, 200, 200, 200)),
    Row("POST", "settings/export/", "settings/export/", (302, 302, 429, 302, 302, 302, 302)),
    Row("GET", "settings/export/{export}/", "settings/export/<uuid:token>/", (302, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "sitemap-posts-1.xml", "sitemap-<str:kind>-<int:number>.xml", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("GET", "sitemap-lists.xml", "sitemap-lists.xml", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "sitemap.xml", "sitemap.xml", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "suggestions/tags/", "suggestions/tags/", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "tags/tax/", "tags/<str:slug>/", (200, 200, 200, 200, 200, 200, 200)),
    Row("GET", "tags/tax/feed.atom", "tags/<str:slug>/feed.<syntax:syntax>", (200, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("POST", "uploads/", "uploads/", (403, 400, 400, 400, 400, 400, 400)),
    Row("GET", "uploads/{upload}/", "uploads/<uuid:upload_id>/", (403, 404, 200, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "uploads/{upload}/960.webp", "uploads/<uuid:upload_id>/<int:width>.webp", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("POST", "uploads/{upload}/discard/", "uploads/<uuid:upload_id>/discard/", (403, 404, 200, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "uploads/{upload}/file/a.pdf", "uploads/<uuid:upload_id>/file/<str:name>", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "write/", "write/", (302, 200, 200, 200, 200, 200, 200)),
    # The same addresses where a post is not for everybody.
    Row("GET", "posts/{secret}/", "posts/<int:pk>/", (403, 403, 200, 403, 200, 403, 200)),
    Row("GET", "posts/{hidden}/", "posts/<int:pk>/", (404, 404, 404, 404, 200, 404, 200)),
    Row("GET", "posts/{deleted}/", "posts/<int:pk>/", (410, 410, 410, 410, 410, 410, 410)),
    Row("GET", "posts/{closed}/", "posts/<int:pk>/", (403, 200, 200, 200, 200, 200, 200)),
    Row("GET", "boards/{closed_board}/", "boards/<str:slug>/", (403, 200, 200, 200, 200, 200, 200)),
    Row("GET", "boards/{closed_board}/feed.rss", "boards/<str:slug>/feed.<syntax:syntax>", (403, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("GET", "posts/{secret}/comments.rss", "posts/<int:pk>/comments.<syntax:syntax>", (403, 403, 404, 403, 404, 403, 404)),  # noqa: E501
    Row("GET", "posts/{hidden}/comments.rss", "posts/<int:pk>/comments.<syntax:syntax>", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "posts/{deleted}/comments.rss", "posts/<int:pk>/comments.<syntax:syntax>", (410, 410, 410, 410, 410, 410, 410)),  # noqa: E501
    Row("GET", "posts/{closed}/comments.rss", "posts/<int:pk>/comments.<syntax:syntax>", (403, 200, 200, 200, 200, 200, 200)),  # noqa: E501
    Row("GET", "posts/{secret}/card.png", "posts/<int:pk>/card.png", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "posts/{hidden}/card.png", "posts/<int:pk>/card.png", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "posts/{deleted}/card.png", "posts/<int:pk>/card.png", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("GET", "posts/{closed}/card.png", "posts/<int:pk>/card.png", (404, 404, 404, 404, 404, 404, 404)),  # noqa: E501
    Row("POST", "posts/{anonymous}/author/", "posts/<int:pk>/author/", (403, 403, 403, 403, 302, 403, 302)),  # noqa: E501
    Row("POST", "posts/{secret}/comments/", "posts/<int:pk>/comments/", (302, 403, 422, 403, 422, 403, 422)),  # noqa: E501
    Row("GET", "posts/{secret}/history/", "posts/<int:pk>/history/", (302, 403, 200, 403, 200, 403, 200)),  # noqa: E501
]

ADMIN_ROWS = {
    "": (302, 302, 302, 302, 302, 302, 200),
    "account/emailaddress add": (302, 302, 302, 302, 302, 302, 200),
    "account/emailaddress change": (302, 302, 302, 302, 302, 302, 302),
    "account/emailaddress delete": (302, 302, 302, 302, 302, 302, 302),
    "account/emailaddress history": (302, 302, 302, 302, 302, 302, 302),
    "account/emailaddress list": (302, 302, 302, 302, 302, 302, 200),
    "account/emailaddress redirect": (302, 302, 302, 302, 302, 302, 302),
    "auth/group add": (302, 302, 302, 302, 302, 302, 200),
    "auth/group change": (302, 302, 302, 302, 302, 302, 200),
    "auth/group delete": (302, 302, 302, 302, 302, 302, 200),
    "auth/group history": (302, 302, 302, 302, 302, 302, 200),
    "auth/group list": (302, 302, 302, 302, 302, 302, 200),
    "auth/group redirect": (302, 302, 302, 302, 302, 302, 302),
    "autocomplete/": (302, 302, 302, 302, 302, 302, 403),
    "boards/board add": (302, 302, 302, 302, 302, 302, 200),
    "boards/board change": (302, 302, 302, 302, 302, 302, 200),
    "boards/board delete": (302, 302, 302, 302, 302, 302, 200),
    "boards/board history": (302, 302, 302, 302, 302, 302, 200),
    "boards/board list": (302, 302, 302, 302, 302, 302, 200),
    "boards/board redirect": (302, 302, 302, 302, 302, 302, 302),
    "boards_counters/viewtotal add": (302, 302, 302, 302, 302, 302, 403),
    "boards_counters/viewtotal change": (302, 302, 302, 302, 302, 302, 302),
    "boards_counters/viewtotal delete": (302, 302, 302, 302, 302, 302, 403),
    "boards_counters/viewtotal history": (302, 302, 302, 302, 302, 302, 302),
    "boards_counters/viewtotal list": (302, 302, 302, 302, 302, 302, 200),
    "boards_counters/viewtotal redirect": (302, 302, 302, 302, 302, 302, 302),
    "boards_imports/importedpage add": (302, 302, 302, 302, 302, 302, 200),
    "boards_imports/importedpage change": (302, 302, 302, 302, 302, 302, 302),
    "boards_imports/importedpage delete": (302, 302, 302, 302, 302, 302, 403),
    "boards_imports/importedpage history": (302, 302, 302, 302, 302, 302, 302),
    "boards_imports/importedpage list": (302, 302, 302, 302, 302, 302, 200),
    "boards_imports/importedpage redirect": (302, 302, 302, 302, 302, 302, 302),
    "boards_letters/letter add": (302, 302, 302, 302, 302, 302, 403),
    "boards_letters/letter change": (302, 302, 302, 302, 302, 302, 302),
    "boards_letters/letter delete": (302, 302, 302, 302, 302, 302, 302),
    "boards_letters/letter history": (302, 302, 302, 302, 302, 302, 302),
    "boards_letters/letter list": (302, 302, 302, 302, 302, 302, 200),
    "boards_letters/letter redirect": (302, 302, 302, 302, 302, 302, 302),
    "boards_members/member add": (302, 302, 302, 302, 302, 302, 200),
    "boards_members/member change": (302, 302, 302, 302, 302, 302, 200),
    "boards_members/member delete": (302, 302, 302, 302, 302, 302, 200),
    "boards_members/member history": (302, 302, 302, 302, 302, 302, 200),
    "boards_members/member list": (302, 302, 302, 302, 302, 302, 200),
    "boards_members/member redirect": (302, 302, 302, 302, 302, 302, 302),
    "boards_members/member/…/password/": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/comment add": (302, 302, 302, 302, 302, 302, 403),
    "boards_posts/comment change": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/comment delete": (302, 302, 302, 302, 302, 302, 403),
    "boards_posts/comment history": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/comment list": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/comment redirect": (302, 302, 302, 302, 302, 302, 302),
    "boards_posts/notice add": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/notice change": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/notice delete": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/notice history": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/notice list": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/notice redirect": (302, 302, 302, 302, 302, 302, 302),
    "boards_posts/post add": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/post change": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/post delete": (302, 302, 302, 302, 302, 302, 403),
    "boards_posts/post history": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/post list": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/post redirect": (302, 302, 302, 302, 302, 302, 302),
    "boards_posts/tag add": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/tag change": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/tag delete": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/tag history": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/tag list": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/tag redirect": (302, 302, 302, 302, 302, 302, 302),
    "boards_posts/upload add": (302, 302, 302, 302, 302, 302, 403),
    "boards_posts/upload change": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/upload delete": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/upload history": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/upload list": (302, 302, 302, 302, 302, 302, 200),
    "boards_posts/upload redirect": (302, 302, 302, 302, 302, 302, 302),
    "boards_previews/linkpreview add": (302, 302, 302, 302, 302, 302, 403),
    "boards_previews/linkpreview change": (302, 302, 302, 302, 302, 302, 200),
    "boards_previews/linkpreview delete": (302, 302, 302, 302, 302, 302, 200),
    "boards_previews/linkpreview history": (302, 302, 302, 302, 302, 302, 200),
    "boards_previews/linkpreview list": (302, 302, 302, 302, 302, 302, 200),
    "boards_previews/linkpreview redirect": (302, 302, 302, 302, 302, 302, 302),
    "boards_search/searchedwords add": (302, 302, 302, 302, 302, 302, 403),
    "boards_search/searchedwords change": (302, 302, 302, 302, 302, 302, 200),
    "boards_search/searchedwords delete": (302, 302, 302, 302, 302, 302, 200),
    "boards_search/searchedwords history": (302, 302, 302, 302, 302, 302, 200),
    "boards_search/searchedwords list": (302, 302, 302, 302, 302, 302, 200),
    "boards_search/searchedwords redirect": (302, 302, 302, 302, 302, 302, 302),
    "django_tasks_database/dbtaskresult add": (302, 302, 302, 302, 302, 302, 403),
    "django_tasks_database/dbtaskresult change": (302, 302, 302, 302, 302, 302, 302),
    "django_tasks_database/dbtaskresult delete": (302, 302, 302, 302, 302, 302, 403),
    "django_tasks_database/dbtaskresult history": (302, 302, 302, 302, 302, 302, 302),
    "django_tasks_database/dbtaskresult list": (302, 302, 302, 302, 302, 302, 200),
    "django_tasks_database/dbtaskresult redirect": (302, 302, 302, 302, 302, 302, 302),
    "jsi18n/": (302, 302, 302, 302, 302, 302, 200),
    "login/": (302, 403, 403, 403, 403, 403, 302),
    "logout/": (302, 302, 302, 302, 302, 302, 405),
    "mfa/authenticator add": (302, 302, 302, 302, 302, 302, 403),
    "mfa/authenticator change": (302, 302, 302, 302, 302, 302, 302),
    "mfa/authenticator delete": (302, 302, 302, 302, 302, 302, 302),
    "mfa/authenticator history": (302, 302, 302, 302, 302, 302, 302),
    "mfa/authenticator list": (302, 302, 302, 302, 302, 302, 200),
    "mfa/authenticator redirect": (302, 302, 302, 302, 302, 302, 302),
    "password_change/": (302, 302, 302, 302, 302, 302, 200),
    "password_change/done list": (302, 302, 302, 302, 302, 302, 200),
    "r/…/…/": (302, 302, 302, 302, 302, 302, 404),
    "…": (302, 302, 302, 302, 302, 302, 404),
    "…/": (302, 302, 302, 302, 302, 302, 404),
}
# fmt: on
