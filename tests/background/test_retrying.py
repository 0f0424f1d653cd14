"""Tasks that fail, or whose process dies, are not lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from boards.background.retrying import (
    ATTEMPTS,
    SILENCE,
    delay_after,
    resume_abandoned,
)
from boards.background.worker import SUCCESSES_ARE_KEPT, keep_order, work_off
from tests.background.failing_tasks import always_fails, fails_without_members
from tests.factories import AdminFactory, MemberFactory

pytestmark = pytest.mark.django_db

TASKS = "/admin/django_tasks_database/dbtaskresult/"


def only_task() -> DBTaskResult:
    return DBTaskResult.objects.get()


def make_due() -> None:
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def test_a_failed_task_waits_longer_before_each_attempt_and_is_kept_in_the_end() -> None:
    always_fails.enqueue()
    for attempt in range(1, ATTEMPTS):
        work_off()
        task = only_task()
        assert (task.status, len(task.worker_ids)) == ("READY", attempt)
        assert task.exception_class_path == "builtins.RuntimeError"
        wait = task.run_after - timezone.now()
        assert delay_after(attempt) - timedelta(seconds=20) < wait <= delay_after(attempt)
        make_due()
    work_off()
    make_due()
    work_off()
    assert (only_task().status, len(only_task().worker_ids)) == ("FAILED", ATTEMPTS)
    assert "out of order" in only_task().traceback


def test_a_task_is_not_run_before_its_time() -> None:
    always_fails.enqueue()
    work_off()
    work_off()
    assert len(only_task().worker_ids) == 1


def test_a_later_attempt_can_succeed() -> None:
    fails_without_members.enqueue()
    work_off()
    MemberFactory()
    make_due()
    work_off()
    assert only_task().status == "SUCCESSFUL"
    assert only_task().traceback == ""


def test_a_task_whose_process_was_killed_is_resumed() -> None:
    MemberFactory()
    fails_without_members.enqueue()
    only_task().claim("killed")
    assert resume_abandoned() == 0
    DBTaskResult.objects.update(started_at=timezone.now() - SILENCE - timedelta(seconds=1))
    assert resume_abandoned() == 1
    work_off()
    assert only_task().status == "SUCCESSFUL"


def test_a_task_that_kills_its_process_every_time_is_failed_in_the_end() -> None:
    always_fails.enqueue()
    DBTaskResult.objects.update(
        status="RUNNING",
        worker_ids=["killed"] * ATTEMPTS,
        started_at=timezone.now() - SILENCE - timedelta(seconds=1),
    )
    resume_abandoned()
    assert only_task().status == "FAILED"


def test_successes_are_forgotten_and_failures_are_not() -> None:
    for status in ("SUCCESSFUL", "FAILED"):
        always_fails.enqueue()
        DBTaskResult.objects.filter(status="READY").update(
            status=status, finished_at=timezone.now() - SUCCESSES_ARE_KEPT - timedelta(days=1)
        )
    keep_order()
    left = DBTaskResult.objects.filter(task_path=always_fails.module_path)
    assert [task.status for task in left] == ["FAILED"]


def test_the_admin_shows_why_a_task_failed_and_runs_it_again(client: Client) -> None:
    MemberFactory(handle="other")
    MemberFactory(handle="another")
    fails_without_members.enqueue()
    for _ in range(ATTEMPTS):
        work_off()
        make_due()
    client.force_login(AdminFactory())
    assert "MultipleObjectsReturned" in client.get(TASKS).content.decode()
    assert (
        "MultipleObjectsReturned" in client.get(f"{TASKS}{only_task().pk}/change/").content.decode()
    )
    client.post(TASKS, {"action": "run_again", "_selected_action": str(only_task().pk)})
    assert (only_task().status, only_task().worker_ids) == ("READY", [])


def test_staff_who_are_no_superusers_see_no_tasks(client: Client) -> None:
    client.force_login(MemberFactory(is_staff=True))
    assert client.get(TASKS).status_code == 403
