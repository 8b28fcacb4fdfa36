"""The public log: each day closed once, what it holds provable, how much it holds hidden, and whatever is changed found."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases import closing_days, proving, reporters
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.ledger import canonical, log, log_checking, merkle, signing
from sangsuk.ledger.models import LogHead, LogLeaf, LogTile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
DAY = timedelta(days=1)
MIDNIGHT = datetime.fromisoformat("2026-11-17T00:05:00+07:00")


def closed(*nights: int) -> None:
    for night in nights:
        closing_days.close_days(MIDNIGHT + night * DAY)


def states(told: Case) -> list[int]:
    return [leaf.seq for leaf in LogLeaf.objects.filter(subject=told.client_id).order_by("seq")]


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def faults() -> list[str]:
    return [*log_checking.faults(), *(str(f) for f in proving.against_the_log())]


def holds(proof: dict[str, Any]) -> bool:
    """As a stranger checks it, with the signed head alone."""
    head = dict(proof["head"])
    signature = bytes.fromhex(head.pop("signature"))
    leaf = merkle.leaf(canonical.text(proof["leaf"]).encode())
    path = [bytes.fromhex(step) for step in proof["path"]]
    return signing.signed(canonical.text(head).encode(), signature, head["key"]) and merkle.is_in(
        leaf, proof["index"], head["size"], path, bytes.fromhex(head["root"])
    )


def test_a_day_is_closed_once_and_holds_how_each_case_stood_at_its_end() -> None:
    told = moved(case(), ("accept", actor("malee")))
    case(2)
    assert [closing_days.close_days(MIDNIGHT) for _twice in range(2)] == [1, 0]
    assert LogHead.objects.get().day == date(2026, 11, 16)
    leaf = LogLeaf.objects.get(subject=told.client_id)
    assert (leaf.number, leaf.seq, bytes(leaf.head)) == (told.number, 2, bytes(told.head)[:32])
    assert LogLeaf.objects.count() == 3 and faults() == []


def test_what_happens_after_midnight_belongs_to_the_next_day() -> None:
    told = moved(case(), ("accept", actor("malee")))
    moved(told, ("note", actor("malee")), now=MONDAY + DAY)
    closed(0)
    assert states(told) == [2]
    closed(1)
    assert states(told) == [2, 3]
    assert faults() == []


def test_days_that_were_missed_are_made_good_one_by_one() -> None:
    told = case()
    closed(0)
    moved(told, ("accept", actor("malee")), now=MONDAY + 2 * DAY)
    assert closing_days.close_days(MIDNIGHT + 3 * DAY) == 3
    assert list(LogHead.objects.order_by("day").values_list("day__day", flat=True)) == [16, 17, 18, 19]
    assert log.heads()[0].size > LogLeaf.objects.get(seq=2).place >= LogHead.objects.get(day=date(2026, 11, 17)).size
    assert faults() == []


def test_an_event_that_shows_itself_late_is_in_the_next_day() -> None:
    case()
    closed(0)
    told = case(2)  # its transaction took a long time
    last = CaseEvent.objects.get(case=told).pk
    LogHead.objects.update(upto=last)
    closed(1)
    assert LogLeaf.objects.filter(subject=told.client_id).exists()


def test_the_latest_state_of_a_case_is_proved_in_few_bytes() -> None:
    told = moved(case(), ("accept", actor("malee")))
    assert log.proof(told.client_id) is None
    closed(0)
    moved(told, ("note", actor("malee")), now=MONDAY + DAY)
    closed(1, 2)
    proof = log.proof(told.client_id)
    assert proof is not None and holds(proof) and proof["leaf"]["seq"] == 3
    assert len(canonical.text(proof)) < 5000
    for part, value in (
        ("index", proof["index"] ^ 1),
        ("leaf", proof["leaf"] | {"seq": 2}),
        ("path", proof["path"][1:]),
    ):
        assert not holds(proof | {part: value})


def test_the_log_of_a_day_is_the_beginning_of_a_later_one() -> None:
    case()
    closed(0, 1, 2)
    before, _between, after = LogHead.objects.order_by("day")
    path = [bytes.fromhex(step) for step in log.grown(before, after)["path"]]
    assert merkle.only_grew(before.size, bytes(before.root), after.size, bytes(after.root), path)


def test_how_large_the_log_is_does_not_say_how_many_cases_there_are() -> None:
    closed(0)
    for n in range(1, 6):
        case(n, now=MONDAY + DAY)
    closed(1)
    sizes = LogHead.objects.order_by("day").values_list("size", flat=True)
    assert list(sizes) == [1024, 2048]
    assert {log.room_for(n) for n in (0, 1, 500)} == {1024}
    assert len({log.room_for(990) for _ in range(200)}) == 2


@pytest.mark.parametrize(
    "change",
    [
        "update ledger_loghead set size = size + 256 where day = '2026-11-17'",
        "update ledger_loghead set root = sha256('x') where day = '2026-11-17'",
        "update ledger_loghead set signature = decode(repeat('00', 64), 'hex') where day = '2026-11-17'",
        "delete from ledger_loghead where day = '2026-11-17'",
        "delete from ledger_logleaf",
        "update ledger_logleaf set seq = 1",
        "update ledger_logtile set hashes = overlay(hashes placing sha256('x') from 33) where level = 0 and index = 1",
        "update ledger_logtile set hashes = overlay(hashes placing sha256('x') from 33) where level = 1",
        "delete from ledger_logtile where level = 0 and index = 2",
        "update cases_caseevent set hash = sha256('x') where seq = 2",
        "update cases_case set number = '5001-70-000009'",
    ],
)
def test_whatever_is_changed_in_the_log_is_found(change: str) -> None:
    moved(case(), ("accept", actor("malee")))
    closed(0, 1, 2)
    assert faults() == []
    sql(change)
    assert faults() != []


def test_a_case_that_is_gone_with_all_that_belongs_to_it_is_missed() -> None:
    told = case()
    closed(0)
    CaseEvent.objects.all().delete()
    sql("delete from cases_words")
    sql("delete from cases_reporter")
    Case.objects.filter(pk=told.pk)._raw_delete("default")  # type: ignore[attr-defined]
    assert [f.what for f in proving.against_the_log()] == ["gone"]


def test_a_database_set_back_to_the_day_before_is_told_by_the_heads_kept_outside() -> None:
    closed(0, 1)
    kept = {head.day.isoformat(): log.signed_head(head) for head in log.heads()}
    assert list(log_checking.faults(kept)) == []
    LogTile.objects.filter(index__gte=4, level=0).delete()
    LogTile.objects.filter(level=1).update(hashes=bytes(LogTile.objects.get(level=1).hashes)[: 4 * 32])
    LogHead.objects.filter(day=date(2026, 11, 17)).delete()
    LogLeaf.objects.filter(place__gte=1024).delete()
    assert list(log_checking.faults()) == []
    assert len(list(log_checking.faults(kept))) == 1
    closed(1)
    assert list(log_checking.faults()) == []
    assert len(list(log_checking.faults(kept))) == 1


def test_a_head_signed_with_a_key_from_before_still_holds(settings: Any) -> None:
    closed(0)
    old = settings.LEDGER_KEYS
    settings.LEDGER_KEYS = (*old, "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleS0")
    closed(1)
    assert len({head.key_id for head in log.heads()}) == 2 and faults() == []
    settings.LEDGER_KEYS = (*old[:-1], "public:" + "A" * 43, settings.LEDGER_KEYS[-1])
    assert faults() != []


@pytest.mark.parametrize(
    "change",
    [
        "delete from ledger_reading where about = '5001-70-000001'",
        "update ledger_reading set user_id = 7",
        "update ledger_reading set at = at - interval '1 hour'",
        "update ledger_reading set fields = 'phone'",
    ],
)
def test_who_looked_cannot_be_taken_away_quietly(change: str) -> None:
    told = case()
    reporters.reveal(told, by=actor("malee"), reason="โทรนัดวันลงพื้นที่", now=MONDAY)
    closed(0, 1)
    assert faults() == []
    sql("update ledger_reading set reason = '–'")  # its words are forgotten one day
    assert faults() == []
    sql(change)
    assert len(faults()) == 1
