"""Forgetting, part by part: what was told, who told it, files, letters, mediations. Each may run twice.

What stays of a case says when, where, which office, what kind and how it ended, and names nobody: counts stay true and
`sangsuk check` still finds every row to be what its events say. Whether something may be forgotten is asked in `privacy`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from sangsuk.offices.actor import Actor
from sangsuk.papers import values

from . import chain, drafts, proving
from .files import path_of
from .holders import named
from .mediation import imprints, recording
from .models import (
    Attachment,
    Callback,
    Case,
    CaseEvent,
    CaseLink,
    Custody,
    Delegation,
    Draft,
    Letter,
    Likeness,
    LookKey,
    Mediation,
    MediationEvent,
    Party,
    Relief,
    Reporter,
    SecondLook,
    Session,
    Visit,
    VisitPhoto,
    VisitReport,
    Words,
)

Counts = Mapping[str, int]
KEPT = frozenset({"into", "notice", "of"})
"""Fields of an event that are codes and stay, beside those that the table of moves calls so."""


def over(until: datetime) -> "QuerySet[Case]":
    """Cases that ended before this moment; one that was merged, when the one it is followed with has ended too."""
    ended = Case.objects.filter(closed_at__lt=until)
    return ended.filter(Q(merged_into=None) | Q(merged_into__closed_at__lt=until)).order_by("id")


def reporters(cases: Iterable[int], *, by: Actor, reason: str, now: datetime) -> Counts:
    """Who told it. The digest by which the same telling is known again is made of her name too, and goes with it."""
    ids = list(cases)
    gone = Reporter.objects.filter(case__in=ids).delete()[0]
    Case.objects.filter(pk__in=ids).update(intake_digest=b"")
    return {"reporter": gone}


def stories(cases: Iterable[int], *, by: Actor, reason: str, now: datetime) -> Counts:
    """What was told and written in words, where exactly, and everything it was found by."""
    ids, counts = list(cases), Counter[str]()
    for case in Case.objects.filter(pk__in=ids).order_by("id"):
        counts["event"] += events(case, by=by, reason=reason, now=now)
    counts["case"] += Case.objects.filter(pk__in=ids).update(
        description="", wish="", gist="", place_note="", longitude=None, latitude=None, village=None,
        external_ref=None, intake_digest=b"",
    )  # fmt: skip
    counts["words"] += Words.objects.filter(case__in=ids).delete()[0]
    Likeness.objects.filter(case__in=ids).update(marks=[])
    Callback.objects.filter(case__in=ids).update(said="")
    SecondLook.objects.filter(case__in=ids).update(reason="–", why="–")
    LookKey.objects.filter(case__in=ids).delete()
    Relief.objects.filter(case__in=ids).update(giver="")
    CaseLink.objects.filter(Q(one__in=ids) | Q(other__in=ids)).update(comment="")
    Visit.objects.filter(case__in=ids).update(place="", to_check="")
    counts["visit"] += VisitReport.objects.filter(visit__case__in=ids).update(
        people_met=b"", findings="", follow_up="", longitude=None, latitude=None, accuracy_m=None
    )
    return counts


def events(case: Case, *, by: Actor, reason: str, now: datetime) -> int:
    """Take the words out of a case's events, all but those that were taken before; their digests stay in the chain."""
    gone: set[int] = set()
    found: list[int] = []
    for seq, move, data in CaseEvent.objects.filter(case=case).order_by("seq").values_list("seq", "move", "data"):
        if move == proving.FORGET:
            gone |= set(data.get("seqs", ()))
        elif move not in chain.WORDLESS:
            found.append(seq)
    left = [seq for seq in found if seq not in gone]
    if left:
        chain.forget(case, left, by=by, reason=reason, keep=KEPT, now=now)
    return len(left)


def files(cases: Iterable[int], *, by: Actor, reason: str, now: datetime) -> Counts:
    """Photographs and papers with their chains of custody; the bytes go from the disk when nobody else has them."""
    ids = list(cases)
    kept = Attachment.objects.filter(case__in=ids)
    taken = VisitPhoto.objects.filter(visit__case__in=ids)
    bytes_ = {*kept.values_list("sha256", "kind"), *taken.values_list("sha256", "kind")}
    Custody.objects.filter(attachment__in=kept).delete()
    counts = {"file": kept.delete()[0], "visit_photo": taken.delete()[0]}
    transaction.on_commit(lambda: unlink(bytes_))
    return counts


def unlink(files: Iterable[tuple[str, str]]) -> int:
    """Take bytes from the disk that no row speaks of any more. Should this be cut off, the hourly sweep does the rest."""
    gone = 0
    for sha256, kind in files:
        if named([sha256]):
            continue
        for thumb in (False, True):
            path = path_of(sha256, kind, thumb=thumb)
            gone += path.exists()
            path.unlink(missing_ok=True)
    return gone


def letters(cases: Iterable[int], *, by: Actor, reason: str, now: datetime) -> Counts:
    """The words of letters. Number, day and the fingerprint of what was issued stay in the register; drafts go whole."""
    rows = Letter.objects.filter(case__in=list(cases))
    drafts = rows.filter(issued_at=None).delete()[0]
    empty = values.to_json(values.Letter(subject="–"))
    issued = rows.exclude(issued_at=None).update(paper=empty, person=b"", subject="–", addressee="–")
    return {"letter": issued, "letter_draft": drafts}


def mediations_over(until: datetime) -> "QuerySet[Mediation]":
    return Mediation.objects.filter(ended_at__lt=until).order_by("id")


def mediations(ids: Iterable[int], *, by: Actor, reason: str, now: datetime) -> Counts:
    """Who the parties were and what was said in confidence. The docket keeps its number, days and how it ended."""
    rows = Mediation.objects.filter(pk__in=list(ids))
    new = {
        event.mediation_id for event in MediationEvent.objects.filter(mediation__in=rows).exclude(salt=imprints.GONE)
    }
    found = list(MediationEvent.objects.select_for_update().filter(mediation__in=rows))
    for event in found:
        event.data, event.sealed = {k: v for k, v in event.data.items() if _is_code(v)}, b""
        event.changes = {k: BLANK.get(k, v) if v else v for k, v in event.changes.items()}
        event.salt = imprints.GONE
    MediationEvent.objects.bulk_update(found, ["data", "sealed", "changes", "salt"])
    parties = Party.objects.filter(mediation__in=rows).update(name=b"", phone=b"", email=b"")
    Session.objects.filter(mediation__in=rows).update(attended="", place="")
    for field, blank in BLANK.items():
        rows.exclude(**{field: ""}).update(**{field: blank})
    rows.update(subject="–")
    for mediation in rows.filter(pk__in=new).order_by("id"):  # those forgotten now, not those of before
        last = mediation.events.order_by("-seq").first()
        if last is not None:
            recording.witness(mediation, last, now=now, forgot=True)
    return {"mediation": len(rows), "party": parties, "mediation_event": len(found)}


def _is_code(value: object) -> bool:
    return not isinstance(value, str) or (value.isascii() and " " not in value and "@" not in value)


BLANK = {"why_dismissed": "–", "signed_place": "–", "session_place": ""}
"""Words among the state of a docket, in its row and in its events alike; where the database asks for some, a dash stays."""


def drafts_over(until: datetime) -> "QuerySet[Draft]":
    """What was typed and not sent, last touched before this moment."""
    return Draft.objects.filter(expires_at__lt=until + drafts.LASTS)


def delegations_over(until: datetime) -> "QuerySet[Delegation]":
    """Who helped with whose cases, once that has ended."""
    return Delegation.objects.filter(Q(ended_at__lt=until) | Q(until__lt=until.date())).order_by("id")


PARTS: Mapping[str, Callable[..., Counts]] = {
    "reporter": reporters, "story": stories, "files": files, "letters": letters,
}  # fmt: skip
"""The parts of a case that are forgotten each by its own rule. All take ids of cases."""
