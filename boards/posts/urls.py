"""Addresses of the posts room.

In groups with one beginning each: what does not begin so is told apart by one comparison. What is
asked for most comes first in each.
"""

from django.urls import include, path

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

_of_post = [
    path("", views.article, name="article"),
    path("comments/", comment_views.comments, name="comments"),
    path("names/", comment_views.names, name="names"),
    path("recommend/", recommend_views.recommend, name="recommend"),
    path("recommend/undo/", recommend_views.undo_recommend, name="recommend-undo"),
    path("scrap/", scrap_views.save, name="scrap"),
    path("scrap/undo/", scrap_views.remove, name="scrap-undo"),
    path("scrap/file/", scrap_views.file, name="scrap-file"),
    path("poll/vote/", poll_views.vote, name="vote"),
    path("poll/close/", poll_views.close, name="poll-close"),
    path("notice/confirm/", notice_marks_views.confirm, name="confirm-notice"),
    path("notice/fold/", notice_marks_views.fold, name="fold-notice"),
    path("edit/", writing_views.edit, name="edit"),
    path("delete/", writing_views.delete_own, name="delete-own"),
    path("history/", history_views.history, name="history"),
    path("history/<int:revision>/restore/", version_views.restore, name="restore-version"),
    path("author/", history_views.look_up_author, name="look-up-author"),
    path("moderation/hide/", moderation_views.hide, name="hide"),
    path("moderation/show/", moderation_views.show, name="show"),
    path("moderation/lock/", moderation_views.lock, name="lock"),
    path("moderation/unlock/", moderation_views.unlock, name="unlock"),
    path("moderation/merge/", merge_views.merge, name="merge-comments"),
    path("moderation/delete/", moderation_views.delete, name="delete"),
    path("moderation/notice/", notice_views.notice, name="notice"),
    path("moderation/notice/ask-anew/", notice_marks_views.ask, name="ask-anew"),
    path("moderation/unpin/", notice_views.unpin, name="unpin"),
]

_of_comment = [
    path("", comment_views.comment, name="comment"),
    path("recommend/", recommend_views.comment_recommend, name="comment-recommend"),
    path("recommend/undo/", recommend_views.undo_comment_recommend, name="comment-recommend-undo"),
    path("edit/", comment_views.edit, name="comment-edit"),
    path("delete/", comment_views.delete, name="comment-delete"),
    path("versions/", comment_views.versions, name="comment-versions"),
    path("moderation/hide/", comment_moderation_views.hide, name="comment-hide"),
    path("moderation/show/", comment_moderation_views.show, name="comment-show"),
]

_of_board = [
    path("", views.board_list, name="board"),
    path("write/", writing_views.write, name="write"),
    path("rules/", rules_views.rules, name="rules"),
    path("notices/", notice_order_views.notices, name="notices"),
    path("notices/unfold/", notice_marks_views.unfold, name="unfold-notices"),
]

_of_upload = [
    path("", upload_receiving_views.progress, name="upload"),
    path("<int:width>.webp", upload_serving_views.picture, name="picture"),
    path("thumbnail.webp", upload_serving_views.thumbnail, name="thumbnail"),
    path("file/<str:name>", upload_serving_views.attachment, name="attachment"),
    path("discard/", upload_receiving_views.discard, name="discard-upload"),
]

_of_moderators = [
    path("comment-merges/<int:pk>/", merge_views.show, name="comment-merge"),
    path("comment-merges/<int:pk>/undo/", merge_views.undo, name="undo-merge"),
    path("posts/", bulk_views.moderate, name="moderate-chosen"),
    path("trash/", trash_views.of_boards, name="trash"),
    path("trash/<int:pk>/restore/", trash_views.restore, name="restore"),
]

urlpatterns = [
    path("posts/<int:pk>/", include(_of_post)),
    path("boards/<str:slug>/", include(_of_board)),
    path("", home_views.home, name="home"),
    path("all/", views.all_posts, name="all"),
    path("uploads/<uuid:upload_id>/", include(_of_upload)),
    path("comments/<int:pk>/", include(_of_comment)),
    path("tags/<str:slug>/", views.tag_list, name="tag"),
    path("uploads/", upload_receiving_views.receive, name="receive-upload"),
    path("write/", writing_views.choose_board, name="choose-board"),
    path("drafts/<str:form>/", draft_views.save, name="draft"),
    path("drafts/<str:form>/discard/", draft_views.discard, name="discard-draft"),
    # Not below tags/, where a tag may have any name.
    path("suggestions/tags/", draft_views.suggest_tags, name="suggest-tags"),
    path("best/", best_views.best, name="best"),
    path("best/<str:period>/", best_views.best, name="best-of"),
    path("scraps/", scrap_views.scraps_page, name="scraps"),
    path("scraps/folders/<int:pk>/delete/", scrap_views.delete_folder, name="folder-delete"),
    path("trash/", trash_views.own, name="own-trash"),
    path("trash/<int:pk>/restore/", trash_views.restore_own, name="restore-own"),
    path("notices/", notice_order_views.notices_everywhere, name="notices-everywhere"),
    path("notices/unfold/", notice_marks_views.unfold_everywhere, name="unfold-everywhere"),
    path("moderation/", include(_of_moderators)),
]
