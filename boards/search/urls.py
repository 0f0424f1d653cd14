"""Addresses of the search room."""

from django.urls import path

from boards.search import recent_views, views

app_name = "search"

urlpatterns = [
    path("search/", views.results, name="results"),
    path("search/suggestions/", views.suggest, name="suggestions"),
    path("search/recent/clear/", recent_views.clear, name="clear-recent"),
    path("search/recent/<int:pk>/forget/", recent_views.forget, name="forget-recent"),
]
