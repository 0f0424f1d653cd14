"""Addresses of the posts room."""

from django.urls import path

from boards.posts import moderation_views, views

app_name = "posts"

urlpatterns = [
    path("", views.home, name="home"),
    path("boards/<str:slug>/", views.board_list, name="board"),
    path("tags/<str:slug>/", views.tag_list, name="tag"),
    path("posts/<int:pk>/", views.article, name="article"),
    path("posts/<int:pk>/moderation/hide/", moderation_views.hide, name="hide"),
    path("posts/<int:pk>/moderation/show/", moderation_views.show, name="show"),
    path("posts/<int:pk>/moderation/delete/", moderation_views.delete, name="delete"),
    path("posts/<int:pk>/moderation/notice/", moderation_views.notice, name="notice"),
    path("posts/<int:pk>/moderation/unpin/", moderation_views.unpin, name="unpin"),
]
