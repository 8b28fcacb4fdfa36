"""Counting voices: a tick takes up whatever has changed, as `insight.actions` does with cases; each voice once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from sangsuk.common import seeds
from sangsuk.thai.dates import bangkok_date

from . import bundling, rules, scopes
from .book import Book
from .hearing import Bundled, Voice, month_of, said
from .rules import Rules
from .sources import SOURCES, Source
from .tables import Heard, VoiceBundle, VoiceProgress, VoiceRule, VoiceTally, VoiceWeight, VoiceWord

DATA = Path(__file__).resolve().parent.parent / "data"
STEP = 500
"""How many ids one step looks through; a step is one transaction, short enough that its connection is not taken for idle."""
LOCK = 0x766F6963
COUNTED_BY = 2
"""Raise this when voices are counted differently: all of them are counted anew."""
WAITING = "waiting"
"""The progress of those who waited long for others; looked after every ten minutes."""
TEN_MINUTES = timedelta(minutes=10)


def load(progress: seeds.Progress | None = None) -> int:
    return seeds.write(VoiceRule, seeds.rows(DATA / "voice_rules.csv"), key=("code",), progress=progress)


def count() -> int:
    """Take up what is due. May run twice at once, and be cut off anywhere. Returns how many voices were looked at."""
    rule = rules.on(bangkok_date(timezone.now()))
    shape = f"{COUNTED_BY}-{rule.day}"
    with _alone():
        if VoiceProgress.objects.exclude(source=WAITING).exclude(shape=shape).exists():
            _forget()
    done = sum(_count_on(source, shape, rule) for source in SOURCES.values())
    _release_the_old(rule)
    return done


def recount() -> int:
    """Throw everything away and count it again."""
    with _alone():
        _forget()
    return count()


def _forget() -> None:
    tables = ", ".join(
        m._meta.db_table for m in (Heard, VoiceBundle, VoiceTally, VoiceWeight, VoiceWord, VoiceProgress)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"set constraints all immediate; truncate {tables}")


@contextmanager
def _alone() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        yield


def _count_on(source: Source, shape: str, rule: Rules) -> int:
    """What came after `upto`, in steps; then `upto` moves to what is safe: an id is drawn before its transaction ends."""
    before, _ = VoiceProgress.objects.get_or_create(source=source.name, defaults={"shape": shape})
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select coalesce(max(id), 0), pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                       pg_snapshot_xmin(pg_current_snapshot())::text::bigint from {source.table._meta.db_table}"""
        )
        highest, next_xid, oldest_xid = cursor.fetchone()
    done = 0
    for low in range(before.upto, highest, STEP):
        rows = source.table._default_manager.filter(pk__gt=low, pk__lte=min(low + STEP, highest))
        refs = sorted(set(rows.values_list(source.ref, flat=True)))
        if refs:
            with _alone():
                done += take_up(source, refs, rule)
    with _alone():
        progress = VoiceProgress.objects.filter(source=source.name).first()
        if progress is not None and progress.upto == before.upto:
            if oldest_xid >= before.seen_xid:
                progress.upto = max(progress.upto, before.seen)
                progress.seen, progress.seen_xid = highest, next_xid
            progress.at = timezone.now()
            progress.save()
    return done


def take_up(source: Source, refs: Sequence[int], rule: Rules) -> int:
    """These voices as they are now, in place of what is kept of them. The caller holds the lock."""
    now = {voice.ref: voice for voice in source.read(refs)}
    kept = {row.ref: row for row in Heard.objects.filter(source=source.name, ref__in=refs).select_related("bundle")}
    changed = [ref for ref in refs if _differs(kept.get(ref), now.get(ref))]
    book = Book()
    for bundle in {row.bundle for ref in changed if (row := kept.get(ref)) and row.bundle}:
        _dissolve(bundle, book)
    for ref in changed:
        if ref in kept:
            book.at_desk(voice_of(kept[ref]), -1)
        if ref in now:
            book.at_desk(now[ref], 1)
    Heard.objects.filter(source=source.name, ref__in=[ref for ref in changed if ref in kept]).delete()
    Heard.objects.bulk_create([_row(now[ref]) for ref in changed if ref in now], batch_size=2000)
    _release(sorted({one.office for ref in changed for one in (kept.get(ref), now.get(ref)) if one}), rule, book)
    book.write(rule.day)
    return len(refs)


def voice_of(row: Heard) -> Voice:
    return Voice(
        row.source, row.ref, row.version, row.office, row.on, row.tone, row.expectation, row.theme, row.service,
        tuple(row.words), row.open, row.weight,
    )  # fmt: skip


def _row(voice: Voice) -> Heard:
    return Heard(**{name: getattr(voice, name) for name in Voice.__slots__} | {"words": list(voice.words)})


def _differs(row: Heard | None, now: Voice | None) -> bool:
    if row is None or now is None:
        return (row is None) != (now is None)
    return said(voice_of(row)) != said(now)


def how(row: Heard) -> Bundled:
    """The way in which a bundled voice is told."""
    assert row.bundle is not None
    return Bundled(
        row.bundle.month, scopes.from_area(row.bundle.area, row.office), row.shown_theme, row.shown_service
    )  # fmt: skip


def _dissolve(bundle: VoiceBundle, book: Book) -> None:
    """One of it is gone or says something else: all of them wait again, so that what is taken away is whole."""
    for row in Heard.objects.filter(bundle=bundle).select_related("bundle"):
        book.in_public(voice_of(row), how(row), -1)
    Heard.objects.filter(bundle=bundle).update(bundle=None, shown_theme="", shown_service="")
    bundle.delete()


def _release(offices: Iterable[str], rule: Rules, book: Book) -> None:
    waiting: dict[str, list[Heard]] = defaultdict(list)
    for row in Heard.objects.filter(bundle=None, open=False, office__in=list(offices)).order_by("on", "source", "ref"):
        waiting[row.office].append(row)
    _tie(waiting, rule, book)


def _tie(waiting: dict[str, list[Heard]], rule: Rules, book: Book) -> None:
    """Make whole bundles of those who wait, area by area."""
    told: list[Heard] = []
    for area, rows in waiting.items():
        for some in bundling.bundles(rows, rule.bundle):
            bundle = VoiceBundle.objects.create(area=area, month=month_of(some[-1].on), n=len(some))
            themes = bundling.groups((row.theme for row in some), rule.group)
            services = bundling.groups((row.service for row in some), rule.group)
            for row in some:
                row.bundle, row.shown_theme, row.shown_service = bundle, themes[row.theme], services[row.service]
                book.in_public(voice_of(row), how(row), 1)
                told.append(row)
    Heard.objects.bulk_update(told, ["bundle", "shown_theme", "shown_service"], batch_size=1000)


def _release_the_old(rule: Rules) -> None:
    """Who waited long for others of the same office is told with others of the province, then of the country."""
    now = timezone.now()
    with _alone():
        progress, new = VoiceProgress.objects.get_or_create(source=WAITING, defaults={"at": now})
        if not new and progress.at is not None and now - progress.at < TEN_MINUTES:
            return
        today = bangkok_date(now)
        for at, days in ((1, rule.wait), (-1, 2 * rule.wait)):
            _release_waiting(at, today - timedelta(days=days), rule)
        progress.at = now
        progress.save()


def _release_waiting(at: int, until: date, rule: Rules) -> None:
    """`at`: which of an office's scopes."""
    book, waiting = Book(), defaultdict(list)
    for row in Heard.objects.filter(bundle=None, open=False, on__lte=until).order_by("on", "source", "ref"):
        waiting[scopes.of_office(row.office)[at]].append(row)
    _tie(waiting, rule, book)
    book.write(rule.day)
