"""sangsuk check: do the settings hold, and do rows and tallies say what the events say? `check cases`, `check reports`: one."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import check
from django.utils.translation import override

from sangsuk.cases import auditing, marking, proving, replay
from sangsuk.cases.letters import auditing as letters
from sangsuk.cases.mediation import counting as mediations
from sangsuk.cases.mediation import recording
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.cases.replay import Difference
from sangsuk.cases.verifying import one_moment
from sangsuk.config.progress import telling
from sangsuk.flagships.coverage import recording as coverage
from sangsuk.flagships.folding import actions as folding
from sangsuk.flagships.folding import auditing as flagships
from sangsuk.flagships.programme import recording as programmes
from sangsuk.flagships.reporting import auditing as entries
from sangsuk.flagships.reporting import recording as sheets
from sangsuk.insight import actions as counting
from sangsuk.insight import auditing as figures
from sangsuk.insight.voices import actions as hearing
from sangsuk.insight.voices import auditing as voices
from sangsuk.learning.lessons import recording as lessons
from sangsuk.learning.practices import recording as practices
from sangsuk.learning.training import recording as training
from sangsuk.ledger import log_checking
from sangsuk.orders import recording as orders
from sangsuk.orders.news import recording as news
from sangsuk.outreach import recording as outreach
from sangsuk.standards import recording as standards
from sangsuk.stories import recording as stories
from sangsuk.stories.answers import recording as promised
from sangsuk.stories.films import recording as films
from sangsuk.stories.improvements import recording as listed
from sangsuk.stories.models import FeedbackCard, Story

MOST_LINES = 20
DJANGOS = ("tags", "list_tags", "deploy", "databases")


class Command(check.Command):
    help = (
        "Check the settings and models, as Django does, and then the whole database. `check cases` proves that every "
        "case is what its events say, that one centre answers for each, that nothing is owed on a closed one, and that "
        "no register has a gap; `check reports`, that every figure of the reports is what a recount of the events gives; "
        "`check record`, that nobody changed an event or the public log (`sangsuk verify` says more); `check stories`, that every story "
        "is what its events say, and that what people see in us is what a recount of stories and cards gives; `check flagships`, that "
        "every figure is what the districts' entries add up to, every entry what was said of it last, and every sheet, programme and cell "
        "of the matrix what its events say; `check standards`, `check learning` and `check orders`, that every assessment, training, seat, "
        "lesson, practice, order, receipt and piece of news is what its events say. "
        "With an option or a room of Django's it is Django's own check alone."
    )

    def handle(self, *app_labels: Any, **options: Any) -> None:
        if not app_labels or not set(app_labels) <= set(CHECKS):
            super().handle(*app_labels, **options)
            if app_labels or any(options.get(name) for name in DJANGOS):
                return
            app_labels = tuple(CHECKS)
        if "reports" in app_labels:
            counting.count()
        if "stories" in app_labels:
            hearing.count()
        if "flagships" in app_labels:
            folding.fold_stale()
        with telling(f"Checking the {' and '.join(app_labels)}"), one_moment(), override("en"):
            found = sum([self._told(name, lines) for label in app_labels for name, lines in CHECKS[label]()])
        if found:
            raise CommandError(f"{found:,} findings.")
        counted = [(Case.objects, "cases"), (CaseEvent.objects, "events")]
        if "stories" in app_labels:
            counted += [(Story.objects, "stories"), (FeedbackCard.objects, "cards")]
        told = ", ".join(f"{rows.count():,} {name}" for rows, name in counted)
        self.stdout.write(f"{told}: no difference.")

    def _told(self, name: str, lines: Iterable[str]) -> int:
        lines = iter(lines)
        first = list(islice(lines, MOST_LINES))
        more = sum(1 for _ in lines)
        for line in first:
            self.stdout.write(f"{name}: {line}")
        if more:
            self.stdout.write(f"{name}: and {more:,} more")
        return len(first) + more


def _checks() -> Iterator[tuple[str, Iterable[str]]]:
    yield "replay", _lines(replay.differences())
    yield "office", (f"{f.number}: {f.what}" for f in auditing.unaccountable())
    yield "office", (f"{f.number}: {f.what}" for f in auditing.once_unaccountable())
    yield "duty", (f"{f.number}: {f.what}" for f in auditing.forgotten())
    yield "register", (f"{f.number}: {f.what}" for f in auditing.register_gaps())
    yield "letters", (f"{f.number}: {f.what}" for f in letters.gaps())
    yield "mediation", _lines(recording.differences())
    yield "docket", (f"{f.number}: {f.what}" for f in mediations.docket_gaps())
    yield "mediation", (f"{f.number}: {f.what}" for f in mediations.beside_their_case())


def _figures() -> Iterator[tuple[str, Iterable[str]]]:
    yield "tally", (str(wrong) for wrong in figures.wrong_cells())
    yield "forgotten", figures.forgotten()


def _flagships() -> Iterator[tuple[str, Iterable[str]]]:
    yield "figures", flagships.faults()
    yield "entries", entries.faults()
    yield "sheets", _lines(sheets.differences())
    yield "programmes", _lines(programmes.differences())
    yield "coverage", _lines(coverage.differences())


def _standards() -> Iterator[tuple[str, Iterable[str]]]:
    yield "standards", _lines(standards.differences())


def _learning() -> Iterator[tuple[str, Iterable[str]]]:
    yield "lessons", _lines(lessons.differences())
    yield "practices", _lines(practices.differences())
    yield "trainings", _lines(training.differences())


def _orders() -> Iterator[tuple[str, Iterable[str]]]:
    yield "orders", _lines(orders.differences())
    yield "news", _lines(news.NEWS.differences())


def _record() -> Iterator[tuple[str, Iterable[str]]]:
    yield "chain", (str(fault) for fault in proving.faults())
    yield "log", (str(fault) for fault in proving.against_the_log())
    yield "marks", marking.faults()
    yield "log", log_checking.faults()


def _stories() -> Iterator[tuple[str, Iterable[str]]]:
    yield "stories", _lines(stories.differences())
    yield "improvements", _lines(listed.differences())
    yield "pledges", _lines(promised.differences())
    yield "outreach", _lines(outreach.differences())
    yield "films", _lines(films.differences())
    yield "voices", voices.faults()


def _lines(found: Iterable[Difference]) -> Iterator[str]:
    return (f"{d.number} {d.field}: row {d.row!r}, events {d.events!r}" for d in found)


CHECKS = {
    "cases": _checks, "stories": _stories, "reports": _figures, "record": _record, "flagships": _flagships, "standards": _standards,
    "learning": _learning, "orders": _orders,
}  # fmt: skip
