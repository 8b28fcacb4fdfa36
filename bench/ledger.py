"""The record: what hashing costs, how fast everything is verified, how large and quick a proof is, and 10,000 tamperings.

The floor of hashing is writing the same event as JSON once, which happens anyway; that of verifying, reading the same rows
without looking at them.
"""

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from . import house, many
from .figures import Figure

CASES = 175_000
"""A million events."""
TRIALS = 10_000
MODELS = 40
MOVES = ("accept", "note", "inform", "note", "inform", "note", "inform", "note", "inform")


def measure(cases: int | None) -> Iterator[Figure]:
    wanted = cases if cases is not None else CASES
    with house.built():
        yield from _tampering(min(TRIALS, wanted))
        yield from _hashing()
        yield from _verifying(wanted)
        yield from _proving()


def _tampering(trials: int) -> Iterator[Figure]:
    """On forty cases, half of them in the log already and half known to the marks alone."""
    from django.utils import timezone

    from sangsuk.cases import closing_days, marking

    from . import tampering

    now = timezone.now()
    ages = (timedelta(days=3), timedelta(minutes=90))
    many.models(MODELS, lambda chance, turn: (now - ages[turn % 2], MOVES[: 1 + turn % 9]), now)
    closing_days.close_days(now)
    marking.mark()
    marking.mark()
    began, missed, done = time.perf_counter(), Counter[str](), Counter[str]()
    for trial in tampering.trials(trials, seed=many.SEED):
        done[trial.deed] += 1
        missed[trial.deed] += not trial.found
    for deed in sorted(done):
        yield Figure(f"ledger.found.{deed}", (done[deed] - missed[deed]) / done[deed], "share", cases=done[deed])
    found = 1 - missed.total() / done.total()
    yield Figure(
        "ledger.found", found, "share", p50_ms=(time.perf_counter() - began) * 1000 / done.total(), cases=trials
    )


def _best(does: Callable[[], object], times: int = 2000) -> float:
    """Microseconds of processor time, the best of five rounds."""
    best = 1e9
    for _round in range(5):
        began = time.process_time()
        for _turn in range(times):
            does()
        best = min(best, time.process_time() - began)
    return best / times * 1e6


def _hashing() -> Iterator[Figure]:
    from sangsuk.cases import chain, receipts
    from sangsuk.cases.models import Case, CaseEvent

    case = Case.objects.order_by("id")[0]
    first = CaseEvent.objects.get(case=case, seq=1)
    written = _best(lambda: json.dumps([first.data, first.changes], ensure_ascii=False))
    told = _best(lambda: (chain.beginning(case), chain.link(first, client_id=case.client_id)))
    yield Figure("ledger.hash.intake", told, "us", written, told / written)
    event = CaseEvent.objects.filter(case=case).order_by("seq").last() or first
    before = CaseEvent.objects.filter(case=case, seq=event.seq - 1).first()
    head = chain.head_of(case.client_id, before.seq, bytes(before.hash)) if before else b""
    moved = _best(lambda: chain.link(event, client_id=case.client_id, head=head))
    yield Figure("ledger.hash.move", moved, "us", written, moved / written)
    links = chain.Many(move="remind", at=event.at, many=10**4)
    changes, data = '{"version":2}', '{"_before":{"agency":"","office":"5001"}}'
    yield Figure("ledger.hash.many", _best(lambda: links.link(case, changes, data)), "us")
    made = receipts.of(case)
    yield Figure("ledger.receipt.bytes", len(made.as_json()), "bytes")
    yield Figure("ledger.receipt.checked", _best(lambda: receipts.holds(made), 200) / 1000, "ms")


def _verifying(wanted: int) -> Iterator[Figure]:
    """The same cases over and over, each with a chain of its own."""
    import resource

    from sangsuk.cases import proving
    from sangsuk.cases.models import CaseEvent

    many.multiply(max(2, wanted // MODELS))
    house.settle()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    rows = sum(
        1 for _ in CaseEvent.objects.order_by("case_id", "seq").values_list(*proving.READ).iterator(chunk_size=5000)
    )
    floor = rows / (time.perf_counter() - began)
    seen, began = proving.Seen(), time.perf_counter()
    wrong = sum(1 for _fault in proving.faults(seen))
    speed = seen.events / (time.perf_counter() - began)
    yield Figure("ledger.verify", speed, "events/s", floor, speed / floor, cases=seen.cases)
    yield Figure("ledger.verify.events", seen.events, "events", cases=seen.cases)
    yield Figure("ledger.verify.faults", wrong, "faults", cases=seen.cases)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    yield Figure("ledger.verify.memory", grown, "MB more", cases=seen.cases)


def _proving() -> Iterator[Figure]:
    from django.utils import timezone

    from sangsuk.cases import closing_days
    from sangsuk.cases.models import Case
    from sangsuk.ledger import log

    began = time.perf_counter()
    closing_days.close_days(timezone.now() + timedelta(days=1))
    yield Figure("ledger.close_day", time.perf_counter() - began, "s", cases=Case.objects.count())
    chance = random.Random(many.SEED)
    cases = list(Case.objects.order_by("id").values_list("client_id", flat=True)[:2000])
    sizes, times = [], []
    for subject in chance.sample(cases, min(100, len(cases))):
        began = time.perf_counter()
        proof = log.proof(subject)
        times.append((time.perf_counter() - began) * 1000)
        sizes.append(len(json.dumps(proof)))
    yield Figure("ledger.proof", max(sizes), "bytes", p50_ms=sorted(times)[len(times) // 2], p95_ms=sorted(times)[-5])
    yield Figure("ledger.proof.checked", _checked(proof), "ms")


def _checked(proof: Any) -> float:
    """By the program that citizens download, its own arithmetic and the start of Python included or not: as a function."""
    from sangsuk.ledger import signing
    from sangsuk.public.verifier import sangsuk_verify as program

    keys = {key.id: key.public for key in signing.ring()}
    check: Any = program.check_proof
    return _best(lambda: check(proof, keys, None, None), 20) / 1000
