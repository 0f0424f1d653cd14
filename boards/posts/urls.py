"""Addresses of the posts room."""

from django.urls import path

from boards.posts.comments import merge_views
from boards.posts.comments import moderation_views as comment_moderation_views
from boards.posts.comments import views as comment_views
from boards.posts.lists import best_views
from boards.posts.moderation import bulk_views, history_views
from boards.posts.moderation import views as moderation_views
from boards.posts.notices import marks_views as notice_marks_views
from boards.posts.notices import order_views as notice_order_views
from boards.posts.notices import views as notice_views
from boards.posts.polls import views as poll_views
from boards.posts.reactions import recommend_views, scrap_views
from boards.posts.reading import home_views, rules_views, views
from boards.posts.trash import views as trash_views
from boards.posts.uploads import receiving_views as upload_receiving_views
from boards.posts.uploads import serving_views as upload_serving_views
from boards.posts.writing import draft_views, version_views
from boards.posts.writing import views as writing_views

app_name = "posts"

urlpatterns = [
    path("", home_views.home, name="home"),
    path("all/", views.all_posts, name="all"),
    path("boards/<str:slug>/", views.board_list, name="board"),
    path("boards/<str:slug>/rules/", rules_views.rules, name="rules"),
    path("tags/<str:slug>/", views.tag_list, name="tag"),
    path("posts/<int:pk>/", views.article, name="article"),
    path("posts/<int:pk>/moderation/hide/", moderation_views.hide, name="hide"),
    path("posts/<int:pk>/moderation/show/", moderation_views.show, name="show"),
    path("posts/<int:pk>/moderation/lock/", moderation_views.lock, name="lock"),
    path("posts/<int:pk>/moderation/unlock/", moderation_views.unlock, name="unlock"),
    path("posts/<int:pk>/moderation/merge/", merge_views.merge, name="merge-comments"),
    path("moderation/comment-merges/<int:pk>/", merge_views.show, name="comment-merge"),
    path("moderation/comment-merges/<int:pk>/undo/", merge_views.undo, name="undo-merge"),
    path("posts/<int:pk>/moderation/delete/", moderation_views.delete, name="delete"),
    path("posts/<int:pk>/moderation/notice/", notice_views.notice, name="notice"),
    path("posts/<int:pk>/moderation/unpin/", notice_views.unpin, name="unpin"),
    path("posts/<int:pk>/moderation/notice/ask-anew/", notice_marks_views.ask, name="ask-anew"),
    path("posts/<int:pk>/notice/confirm/", notice_marks_views.confirm, name="confirm-notice"),
    path("posts/<int:pk>/notice/fold/", notice_marks_views.fold, name="fold-notice"),
    path("boards/<str:slug>/notices/", notice_order_views.notices, name="notices"),
    path("boards/<str:slug>/notices/unfold/", notice_marks_views.unfold, name="unfold-notices"),
    path("notices/", notice_order_views.notices_everywhere, name="notices-everywhere"),
    path("notices/unfold/", notice_marks_views.unfold_everywhere, name="unfold-everywhere"),
    path("moderation/posts/", bulk_views.moderate, name="moderate-chosen"),
    # the trash
    path("moderation/trash/", trash_views.of_boards, name="trash"),
    path("moderation/trash/<int:pk>/restore/", trash_views.restore, name="restore"),
    path("trash/", trash_views.own, name="own-trash"),
    path("trash/<int:pk>/restore/", trash_views.restore_own, name="restore-own"),
    # writing
    path("write/", writing_views.choose_board, name="choose-board"),
    path("boards/<str:slug>/write/", writing_views.write, name="write"),
    path("posts/<int:pk>/edit/", writing_views.edit, name="edit"),
    path("posts/<int:pk>/delete/", writing_views.delete_own, name="delete-own"),
    path("posts/<int:pk>/history/", history_views.history, name="history"),
    path(
        "posts/<int:pk>/history/<int:revision>/restore/",
        version_views.restore,
        name="restore-version",
    ),
    path("posts/<int:pk>/author/", history_views.look_up_author, name="look-up-author"),
    path("drafts/<str:form>/", draft_views.save, name="draft"),
    path("drafts/<str:form>/discard/", draft_views.discard, name="discard-draft"),
    # Not below tags/, where a tag may have any name.
    path("suggestions/tags/", draft_views.suggest_tags, name="suggest-tags"),
    # talking
    path("posts/<int:pk>/comments/", comment_views.comments, name="comments"),
    path("posts/<int:pk>/names/", comment_views.names, name="names"),
    path("comments/<int:pk>/", comment_views.comment, name="comment"),
    path("comments/<int:pk>/edit/", comment_views.edit, name="comment-edit"),
    path("comments/<int:pk>/delete/", comment_views.delete, name="comment-delete"),
    path("comments/<int:pk>/versions/", comment_views.versions, name="comment-versions"),
    path("comments/<int:pk>/moderation/hide/", comment_moderation_views.hide, name="comment-hide"),
    path("comments/<int:pk>/moderation/show/", comment_moderation_views.show, name="comment-show"),
    path("posts/<int:pk>/recommend/", recommend_views.recommend, name="recommend"),
    path("posts/<int:pk>/recommend/undo/", recommend_views.undo_recommend, name="recommend-undo"),
    path(
        "comments/<int:pk>/recommend/",
        recommend_views.comment_recommend,
        name="comment-recommend",
    ),
    path(
        "comments/<int:pk>/recommend/undo/",
        recommend_views.undo_comment_recommend,
        name="comment-recommend-undo",
    ),
    path("posts/<int:pk>/poll/vote/", poll_views.vote, name="vote"),
    path("posts/<int:pk>/poll/close/", poll_views.close, name="poll-close"),
    path("posts/<int:pk>/scrap/", scrap_views.save, name="scrap"),
    path("posts/<int:pk>/scrap/undo/", scrap_views.remove, name="scrap-undo"),
    path("posts/<int:pk>/scrap/file/", scrap_views.file, name="scrap-file"),
    path("scraps/", scrap_views.scraps_page, name="scraps"),
    path("scraps/folders/<int:pk>/delete/", scrap_views.delete_folder, name="folder-delete"),
    path("best/", best_views.best, name="best"),
    path("best/<str:period>/", best_views.best, name="best-of"),
    # uploads
    path("uploads/", upload_receiving_views.receive, name="receive-upload"),
    path("uploads/<uuid:upload_id>/", upload_receiving_views.progress, name="upload"),
    path(
        "uploads/<uuid:upload_id>/discard/", upload_receiving_views.discard, name="discard-upload"
    ),
    path("uploads/<uuid:upload_id>/<int:width>.webp", upload_serving_views.picture, name="picture"),
    path(
        "uploads/<uuid:upload_id>/thumbnail.webp", upload_serving_views.thumbnail, name="thumbnail"
    ),
    path(
        "uploads/<uuid:upload_id>/file/<str:name>",
        upload_serving_views.attachment,
        name="attachment",
    ),
]
