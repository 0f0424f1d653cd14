"""Addresses of the support room."""

from django.urls import path

from boards.support.finding import views as finding_views
from boards.support.merging import views as merging_views
from boards.support.seeing import views as seeing_views

app_name = "support"

urlpatterns = [
    path("moderation/members/", finding_views.members, name="members"),
    path("moderation/members/<int:pk>/see-as/", seeing_views.see_as, name="see-as"),
    path("moderation/members/<int:pk>/merge/", merging_views.merge, name="merge-into"),
    path("moderation/merges/<int:pk>/", merging_views.show, name="merge"),
    path("moderation/merges/<int:pk>/undo/", merging_views.undo, name="undo-merge"),
    path("moderation/look/end/", seeing_views.end, name="end-look"),
    path("settings/looks/", seeing_views.looks, name="looks"),
]
