"""The queue of background work in the admin: what waits, what failed and why."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.admin import DBTaskResultAdmin
from django_tasks_db.models import DBTaskResult

admin.site.unregister(DBTaskResult)

# The package names them in English alone; migrations do not look at what is said here.
LABELS = {
    "status": _("state"),
    "task_path": _("task"),
    "exception_class_path": _("failure"),
    "enqueued_at": _("queued"),
    "started_at": _("started"),
    "finished_at": _("finished"),
    "queue_name": _("queue"),
    "backend_name": _("backend"),
    "priority": _("priority"),
    "return_value": _("result"),
    "args_kwargs": _("arguments"),
    "worker_ids": _("workers"),
    "run_after": _("not before"),
    "traceback": _("traceback"),
}
# The states, which the package asks for and has not in Korean.
STATES = (
    pgettext_lazy("Task", "Ready"),
    pgettext_lazy("Task", "Running"),
    pgettext_lazy("Task", "Failed"),
    pgettext_lazy("Task", "Successful"),
)

for name, label in LABELS.items():
    DBTaskResult._meta.get_field(name).verbose_name = label  # type: ignore[union-attr]


def heading_of(task: DBTaskResult) -> str:
    """Return what the admin calls one task: what it does, and how far it is."""
    words = {"name": task.task_name, "state": task.get_status_display()}
    return gettext("Task %(name)s: %(state)s") % words


# The package gives it no name; Django's own would be the English "DBTaskResult object (…)".
DBTaskResult.__str__ = heading_of  # type: ignore[assignment]


@admin.register(DBTaskResult)
class TaskAdmin(DBTaskResultAdmin):
    """Tasks, to look at; failed ones can be run again."""

    list_display = (  # type: ignore[assignment]
        "task_path", "status", "attempts", "exception_class_path", "enqueued_at", "finished_at",
    )  # fmt: skip
    list_filter = ("status", "task_path")  # type: ignore[assignment]
    actions = ("run_again",)

    @admin.display(description=_("traceback"))
    def formatted_traceback(self, obj: DBTaskResult) -> str:
        """Where it failed."""
        return super().formatted_traceback(obj)

    @admin.display(description=_("not before"))
    def display_run_after(self, obj: DBTaskResult) -> Any:
        """When it may begin."""
        return super().display_run_after(obj)

    @admin.display(description=_("attempts"))
    def attempts(self, task: DBTaskResult) -> int:
        """How often a worker took the task."""
        return len(task.worker_ids)

    def has_run_permission(self, request: HttpRequest) -> bool:
        """Only superusers put tasks back into the queue."""
        return request.user.is_active and request.user.is_superuser

    @admin.action(description=_("Run failed tasks again"), permissions=["run"])
    def run_again(self, request: HttpRequest, tasks: QuerySet[Any]) -> None:
        """Give failed tasks all their attempts anew."""
        count = tasks.filter(status=TaskResultStatus.FAILED).update(
            status=TaskResultStatus.READY, run_after=timezone.now(), worker_ids=[]
        )
        message = ngettext(
            "%(count)d task will run again.", "%(count)d tasks will run again.", count
        )
        messages.success(request, message % {"count": count})
