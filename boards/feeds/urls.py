"""Addresses of the feeds room."""

from django.urls import path, register_converter

from boards.feeds import views
from boards.feeds.syntaxes import SyntaxConverter

app_name = "feeds"

register_converter(SyntaxConverter, "syntax")

urlpatterns = [
    path("feed.<syntax:syntax>", views.site, name="site"),
    path("boards/<str:slug>/feed.<syntax:syntax>", views.board, name="board"),
    path("tags/<str:slug>/feed.<syntax:syntax>", views.tag, name="tag"),
    path("members/<int:pk>/feed.<syntax:syntax>", views.member, name="member"),
    path("posts/<int:pk>/comments.<syntax:syntax>", views.comments, name="comments"),
    path("search/saved/<uuid:token>/feed.<syntax:syntax>", views.saved_search, name="saved-search"),
]
