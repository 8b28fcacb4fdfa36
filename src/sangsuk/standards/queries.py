"""Questions about the standard of service: what is owed, how far it is, what everybody may read of an office."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, Q, Sum
from django.utils.translation import gettext_lazy as _

from sangsuk.common import paging
from sangsuk.common.errors import Missing, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import Office

from . import marking, rules
from .marking import Sheet
from .models import (
    Assessment,
    AssessmentEvent,
    Band,
    Evidence,
    Form,
    OfficeCertificate,
    SurveyAnswer,
)
from .standing import organises, standings
from .table import MOVES
from .words import ACCESS, AT_DISTRICT, AT_PROVINCE, FINAL, OPEN, PLANNED, SERVICE, TOLD

SHELVES = ("owed", "visits", "late", "open", "done")


def one(actor: Actor, pk: int) -> Assessment:
    """Raises Missing outside one's sight."""
    found = Assessment.objects.visible_to(actor).filter(pk=pk).select_related("form", "office").first()
    if found is None:
        raise Missing("no_assessment", _("ไม่พบแบบประเมินนี้"))
    return found


def history(row: Assessment) -> list[AssessmentEvent]:
    return list(AssessmentEvent.objects.filter(assessment=row).order_by("seq"))


def of_office(actor: Actor, office_code: str) -> list[Assessment]:
    """The newest first; a few a year."""
    rows = Assessment.objects.visible_to(actor).filter(office=office_code).select_related("form")
    return list(rows.order_by("-pk")[:50])


def to_begin(office_code: str, today: date) -> list[Form]:
    """Forms that are open and that this office has not begun."""
    begun = Assessment.objects.standing().filter(office=office_code).values_list("form_code", "year_be")
    known = set(begun)
    return [
        one for one in Form.objects.open_on(today).order_by("-year_be", "code") if (one.code, one.year_be) not in known
    ]


def shelf(actor: Actor, name: str, today: date, *, cursor: str = "", size: int = 25) -> paging.Page[Assessment]:
    """What those above a district look through: what waits for the province, planned visits, what is late. By key: what is
    owed first stands first; what is done, the newest first."""
    rows = Assessment.objects.visible_to(actor).select_related("form")
    if name == "done":
        rows = rows.filter(status=FINAL)
        rows = rows.filter(pk__lt=paging.decode_id(cursor)) if cursor else rows
        return paging.page(list(rows.order_by("-pk")[: size + 1]), size, lambda row: (row.pk,))
    rows = {
        "owed": rows.filter(status__in=AT_PROVINCE), "visits": rows.filter(status=PLANNED),
        "late": rows.late(today), "open": rows.open(),
    }[name]  # fmt: skip
    if cursor:
        day, pk = _key(cursor)
        later = Q(due_on__gt=day) | Q(due_on=None) | Q(due_on=day, pk__gt=pk)
        rows = rows.filter(later if day < FAR else Q(due_on=None, pk__gt=pk))
    found = list(rows.order_by(F("due_on").asc(nulls_last=True), "pk")[: size + 1])
    return paging.page(found, size, lambda row: ((row.due_on or FAR).isoformat(), row.pk))


FAR = date(9999, 1, 1)
"""Of what is owed by no day: it stands last."""


def _key(cursor: str) -> tuple[date, int]:
    key = paging.decode(cursor)
    try:
        return date.fromisoformat(str(key[0])), min(max(int(key[1]), 0), 2**62)
    except (IndexError, ValueError, TypeError, OverflowError):
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor") from None


def shelves(actor: Actor, today: date) -> dict[str, int]:
    """How much stands on each. One query."""
    rows = Assessment.objects.visible_to(actor)
    return rows.aggregate(
        owed=Count("pk", filter=Q(status__in=AT_PROVINCE)), visits=Count("pk", filter=Q(status=PLANNED)),
        late=Count("pk", filter=Q(status__in=OPEN, due_on__lt=today)), open=Count("pk", filter=Q(status__in=OPEN)),
        done=Count("pk", filter=Q(status=FINAL)),
    )  # fmt: skip


def waiting(actor: Actor) -> int:
    """What waits for this person's office: a district's own to fill, hand in or answer; a province's to go on with."""
    rows = Assessment.objects.visible_to(actor)
    if actor.office_level == "province":
        return rows.filter(status__in=AT_PROVINCE).count()
    if actor.office_level == "district":
        return rows.filter(office=actor.office_code, status__in=AT_DISTRICT).count()
    return Form.objects.filter(state="draft").count() if organises(actor) else 0


@dataclass(frozen=True)
class Covered:
    """How far one province is with a form: offices, each counted in every stage that it has reached."""

    province_code: str
    offices: int
    begun: int
    handed_in: int
    visited: int
    final: int
    certified: int

    @property
    def not_begun(self) -> int:
        return self.offices - self.begun


def coverage(form: Form) -> list[Covered]:
    """How far each province is with a form. Two queries."""
    wanted = Assessment.objects.standing().filter(form_code=form.code, year_be=form.year_be)
    done = Q(status__in=[*AT_PROVINCE, *TOLD])
    counted: dict[str, Any] = {
        row["province_code"]: row
        for row in wanted.values("province_code").annotate(
            begun=Count("pk"), handed_in=Count("pk", filter=done),
            visited=Count("pk", filter=Q(status__in=[*TOLD, "reported"])), final=Count("pk", filter=Q(status=FINAL)),
        ).order_by("province_code")
    }  # fmt: skip
    given = OfficeCertificate.objects.filter(revoked_at=None, assessment__in=wanted).values("assessment__province_code")
    certified = {row["assessment__province_code"]: row["n"] for row in given.annotate(n=Count("pk")).order_by()}
    stages = ("begun", "handed_in", "visited", "final")
    return [
        Covered(
            code,
            many,
            certified=certified.get(code, 0),
            **{name: counted.get(code, {}).get(name, 0) for name in stages},
        )
        for code, many in districts_by_province().items()
    ]


def of_form(form: Form, province_code: str) -> list[tuple[str, Assessment | None]]:
    """Every district office of a province, by code, with what it has of this form. One query."""
    rows = Assessment.objects.standing().filter(form_code=form.code, year_be=form.year_be, province_code=province_code)
    known = {one.office_id: one for one in rows.select_related("form")}
    return [(code, known.get(code)) for code in _districts(province_code)]


def _districts(province_code: str) -> list[str]:
    return sorted(
        code for code, card in offices.directory().items()
        if card.kind == Office.Kind.DISTRICT and card.province_code == province_code
    )  # fmt: skip


def districts_by_province() -> dict[str, int]:
    found: dict[str, int] = {}
    for card in offices.directory().values():
        if card.kind == Office.Kind.DISTRICT:
            found[card.province_code] = found.get(card.province_code, 0) + 1
    return dict(sorted(found.items()))


def evidence_of(row: Assessment, file_id: int) -> Evidence:
    """Raises Missing. The caller has asked whether the assessment may be seen."""
    found = Evidence.objects.filter(assessment=row, pk=file_id).first()
    if found is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    return found


def sees_findings(row: Assessment, actor: Actor) -> bool:
    """What visitors found is theirs and the province's until it is confirmed; then the office reads it too."""
    return row.status in TOLD or actor.office_level != "district" or actor.user_id in row.visitors


def certificate_of(row: Assessment) -> OfficeCertificate | None:
    """The one that holds, else the last that was taken back."""
    return (
        OfficeCertificate.objects.filter(assessment=row).order_by(F("revoked_at").desc(nulls_first=True), "-pk").first()
    )


@dataclass(frozen=True)
class Standing:
    """What everybody may read of an office: its last final result, and how it stood the time before."""

    assessment: Assessment
    band: Band | None
    before: Assessment | None
    certificate: OfficeCertificate | None


def standing_of(office_code: str) -> Standing | None:
    """Two queries; None while nothing is final."""
    rows = Assessment.objects.filter(office=office_code, about=SERVICE, status=FINAL).select_related("form")
    last = list(rows.order_by("-decided_on", "-pk")[:2])
    if not last:
        return None
    certificate = OfficeCertificate.objects.filter(assessment=last[0], revoked_at=None).first()
    return Standing(last[0], rules.band(last[0].band), last[1] if len(last) > 1 else None, certificate)


@dataclass(frozen=True)
class Access:
    """The accessibility of an office, for everybody. `verified`: visitors have seen it; else the office says so itself."""

    assessment: Assessment
    sheet: Sheet
    verified: bool


def access_of(office_code: str) -> Access | None:
    """The last that was handed in; what visitors saw only once it is confirmed. Five queries."""
    rows = Assessment.objects.filter(office=office_code, about=ACCESS, status__in=[*AT_PROVINCE, *TOLD])
    last = rows.select_related("form").order_by("-handed_in_at", "-pk").first()
    if last is None:
        return None
    return Access(last, marking.sheet(last), last.status in TOLD)


@dataclass(frozen=True)
class PublicOffice:
    code: str
    band: Band | None
    certified: bool


def of_province(province_code: str, *, today: date) -> list[PublicOffice]:
    """The district offices of a province in the order of their codes, each with its band; no points, no rank. Two queries."""
    here = _districts(province_code)
    rows = Assessment.objects.filter(about=SERVICE, status=FINAL, office__in=here).order_by(
        "office_id", "-decided_on", "-pk"
    )
    bands = dict(rows.distinct("office_id").values_list("office_id", "band"))
    given = OfficeCertificate.objects.filter(office__in=here, revoked_at=None).values_list("office_id", "valid_until")
    certified = {code for code, until in given if until >= today}
    return [PublicOffice(code, rules.band(bands.get(code, "")), code in certified) for code in here]


def satisfaction_by_district(first_day: date, after_last_day: date) -> dict[str, tuple[Decimal, Decimal]]:
    """For indicators: district -> (sum of points, answers), each answer by what it weighs; the mean is the first through
    the second, 20-100. Offices with fewer answers than the floor of that day are left out. One query."""
    floor = rules.on(first_day).survey_floor
    rows = (
        SurveyAnswer.objects.filter(day__gte=first_day, day__lt=after_last_day)
        .values("office__district_id")
        .annotate(
            n=Count("pk"), weighed=Sum("weight"),
            total=Sum(F("points") * F("weight"), output_field=DecimalField(max_digits=20, decimal_places=3)),
        )
        .filter(n__gte=floor)
        .order_by("office__district_id")
    )  # fmt: skip
    return {row["office__district_id"]: (row["total"], row["weighed"]) for row in rows}


def scores_by_district(on: date) -> dict[str, Decimal]:
    """For indicators: district -> percent of the last final result of its service standard on that day. One query."""
    rows = Assessment.objects.filter(about=SERVICE, status=FINAL, decided_on__lte=on)
    last = (
        rows.order_by("office_id", "-decided_on", "-pk")
        .distinct("office_id")
        .values_list("office__district_id", "final")
    )
    return {district: score for district, score in last if score is not None}


def moves_here(row: Assessment, actor: Actor) -> frozenset[str]:
    """Every move that this person may make now, those with a page of their own among them."""
    here = standings(row, actor)
    return frozenset(name for name, move in MOVES.items() if row.status in move.sources and move.by & here)
