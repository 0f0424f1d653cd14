"""Addresses of the moderation room."""

from django.urls import path

from boards.moderation.bulk_runs import views as bulk_views
from boards.moderation.cleaning import views as cleaning_views
from boards.moderation.log import views as log_views
from boards.moderation.notes import views as note_views
from boards.moderation.queue import views as queue_views
from boards.moderation.reports import own_views
from boards.moderation.reports import views as report_views
from boards.moderation.sanctions import network_views
from boards.moderation.sanctions import own_views as own_sanction_views
from boards.moderation.sanctions import views as sanction_views
from boards.moderation.takedowns import queue_views as takedown_queue_views
from boards.moderation.takedowns import views as takedown_views
from boards.moderation.talk import views as talk_views
from boards.moderation.transparency import views as transparency_views
from boards.moderation.undoing import views as undoing_views

app_name = "moderation"

urlpatterns = [
    path("report/", takedown_views.kinds, name="takedown-kinds"),
    path("report/follow/", takedown_views.follow_form, name="takedown-follow-form"),
    path("report/follow/<str:number>/<str:secret>/", takedown_views.follow, name="takedown-follow"),
    path("report/<slug:claim>/", takedown_views.file, name="takedown-file"),
    path("report/<slug:kind>/<int:pk>/", report_views.report, name="report"),
    path("reports/", own_views.my_reports, name="my-reports"),
    path("decisions/", own_views.my_decisions, name="my-decisions"),
    path("decisions/<int:pk>/appeal/", own_views.appeal, name="appeal"),
    path("moderation/", queue_views.queue, name="queue"),
    path("moderation/cases/<int:pk>/", queue_views.case, name="case"),
    path("moderation/cases/<int:pk>/decide/", queue_views.decide, name="decide"),
    path("moderation/cases/<int:pk>/messages/", talk_views.add, name="add-message"),
    path("moderation/cases/<int:pk>/edit/", queue_views.edit, name="edit-case"),
    path(
        "moderation/cases/<int:pk>/appeal/", queue_views.decide_about_appeal, name="decide-appeal"
    ),
    path("moderation/sanctions/", sanction_views.sanctions, name="sanctions"),
    path("moderation/sanctions/<int:pk>/lift/", sanction_views.lift, name="lift-sanction"),
    path("moderation/networks/", network_views.networks, name="networks"),
    path("moderation/networks/<int:pk>/lift/", network_views.lift, name="lift-network"),
    path("moderation/members/<int:pk>/", sanction_views.member, name="member"),
    path("moderation/members/<int:pk>/notes/", note_views.notes, name="member-notes"),
    path("moderation/notes/<int:pk>/delete/", note_views.delete, name="delete-note"),
    path("moderation/members/<int:pk>/clean-up/", cleaning_views.begin, name="begin-clean-up"),
    path("moderation/clean-ups/<int:pk>/", cleaning_views.show, name="clean-up"),
    path("moderation/clean-ups/<int:pk>/undo/", cleaning_views.undo, name="undo-clean-up"),
    path("moderation/boards/<str:slug>/bulk/", bulk_views.begin, name="bulk"),
    path("moderation/bulk/<int:pk>/", bulk_views.show, name="bulk-run"),
    path("moderation/bulk/<int:pk>/undo/", bulk_views.undo, name="undo-bulk-run"),
    path("sanctions/", own_sanction_views.mine, name="my-sanctions"),
    path("sanctions/read/", own_sanction_views.read, name="read-warnings"),
    path("moderation/takedowns/", takedown_queue_views.takedowns, name="takedowns"),
    path("moderation/takedowns/<int:pk>/", takedown_queue_views.takedown, name="takedown"),
    path(
        "moderation/takedowns/<int:pk>/decide/", takedown_queue_views.decide, name="decide-takedown"
    ),
    path(
        "moderation/takedowns/<int:pk>/copy/",
        takedown_queue_views.send,
        name="send-takedown-copy",
    ),
    path("transparency/", transparency_views.transparency, name="transparency"),
    path(
        "moderation/takedowns/<int:pk>/pictures/<int:target>/",
        takedown_queue_views.settle,
        name="settle-likeness",
    ),
    path("moderation/log/", log_views.log, name="log"),
    path("moderation/log/<int:pk>/undo/", undoing_views.undo, name="undo-entry"),
    path("moderation/log.csv", log_views.log_csv, name="log-csv"),
]
