"""Addresses of the search room."""

from django.urls import path

from boards.search.pages import views
from boards.search.remembering import recent_views
from boards.search.saved import views as saved_views

app_name = "search"

urlpatterns = [
    path("search/", views.results, name="results"),
    path("search/suggestions/", views.suggest, name="suggestions"),
    path("search/recent/clear/", recent_views.clear, name="clear-recent"),
    path("search/recent/<int:pk>/forget/", recent_views.forget, name="forget-recent"),
    path("search/saved/", saved_views.saved, name="saved"),
    path("search/saved/<int:pk>/", saved_views.look, name="look-at-saved"),
    path("search/saved/<int:pk>/rename/", saved_views.rename, name="rename-saved"),
    path("search/saved/<int:pk>/renew/", saved_views.renew, name="renew-saved"),
    path("search/saved/<int:pk>/remove/", saved_views.remove, name="remove-saved"),
]
