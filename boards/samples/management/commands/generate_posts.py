"""manage.py generate_posts: fills a database, to see the site with a million posts."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import UTC, datetime
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from boards.background.progress import ProgressBar
from boards.models import Board
from boards.samples.actions.generate_posts import (
    NotEmpty,
    RunTaken,
    amount_left,
    generate_posts,
    run_of,
)
from boards.samples.models import SampleRun
from boards.samples.plan import UNTIL, Plan

INTERRUPTED = 130  # exit code, as shells know it


class Command(BaseCommand):
    """Generates posts, or goes on with a run that was stopped."""

    help = (
        "Fill a database with Korean posts, members and comments: the same numbers and the same "
        "seed give the same rows. An interrupted run continues when it is started again. Refuses "
        "a database that contains other posts unless --add is given."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the numbers, small ones if none is given, and what to do beside other posts."""
        parser.add_argument("--posts", type=_at_least(1), default=1_000)
        parser.add_argument("--members", type=_at_least(1), default=50)
        parser.add_argument("--comments", type=_at_least(0), default=2_000)
        parser.add_argument(
            "--seed", type=int, default=1, help="a different seed gives different rows"
        )
        parser.add_argument(
            "--until", type=_day, default=UNTIL, metavar="DAY", help="end of the posts' eight years"
        )
        parser.add_argument(
            "--add", action="store_true", help="add the posts beside the existing ones"
        )
        parser.add_argument("--no-index", action="store_true", help="do not index for search")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        """Generate, and index what is new; one sentence and an exit code on error."""
        plan = Plan(
            **{name: options[name] for name in ("posts", "members", "comments", "seed")},
            until=options["until"],
        )
        try:
            run = run_of(plan, beside_others=options["add"])
            if options["dry_run"]:
                self._foretell(plan, run)
                return
            self._generate(plan, run)
            if not options["no_index"]:
                call_command("rebuild_index", missing=True, stdout=self.stdout)
        except (NotEmpty, RunTaken) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as error:
            message = _("Stopped. The same command goes on from here.")
            raise CommandError(message, returncode=INTERRUPTED) from error

    def _generate(self, plan: Plan, run: SampleRun | None) -> None:
        bar = ProgressBar(amount_left(plan, run=run), stream=sys.stderr)
        try:
            run = generate_posts(plan, run=run, tell=bar.advance)
        finally:
            bar.finish()
        self.stdout.write(
            _("The posts %(first)d to %(last)d are there.")
            % {"first": run.first_post, "last": run.last_post}
        )

    def _foretell(self, plan: Plan, run: SampleRun | None) -> None:
        if run is not None:
            left = {"left": amount_left(plan, run=run)}
            self.stdout.write(_("Would continue: %(left)d members and posts are missing.") % left)
            return
        self.stdout.write(
            _(
                "Would create %(posts)d posts from %(start)s to %(until)s, %(members)d members "
                "and %(comments)d comments, in %(steps)d transactions."
            )
            % {
                "posts": plan.posts,
                "start": plan.start.date(),
                "until": plan.until.date(),
                "members": plan.members,
                "comments": plan.comments,
                "steps": plan.steps,
            }
        )
        boards = Board.objects.count()
        self.stdout.write(
            _("Would use the existing boards: %(boards)d.") % {"boards": boards}
            if boards
            else _("Would create the seven boards of the demo.")
        )


def _at_least(least: int) -> Any:
    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise ArgumentTypeError(f"{value} is less than {least}")
        return value

    return number


def _day(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is not a day such as 2025-01-24") from error
