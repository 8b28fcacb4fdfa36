"""The programmes of the years for programs: parts, projects, what they serve, how far they are. Open to all; drafts are not there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as words
from ninja import Router

from sangsuk.flagships.coverage import queries as coverage
from sangsuk.flagships.coverage.queries import Tally
from sangsuk.flagships.models import Programme
from sangsuk.flagships.programme import queries

from .answers import public, troubles
from .shapes.flagships import AlignmentOf, CoverageOf, PartOf, ProgrammeLine, ProgrammeList, ProgrammeOf, ProjectOf

router = Router(tags=["flagships"])


@router.get(
    "/flagships", response=ProgrammeList, operation_id="list_programmes", summary=words("โครงการสำคัญประจำปี"),
    description=words("โครงการประจำปีที่เปิดใช้หรือปิดแล้ว ปีใหม่สุดก่อน"),
)  # fmt: skip
def list_programmes(request: HttpRequest) -> HttpResponse:
    """The newest year first."""
    return public(ProgrammeList(items=[ProgrammeLine(**_line(one)) for one in queries.visible_to(None)]))


@router.get(
    "/flagships/{code}", response=ProgrammeOf, operation_id="read_programme", summary=words("โครงการสำคัญของปีหนึ่ง"),
    description=words("ส่วน โครงการ ความครอบคลุม และความสอดคล้องกับยุทธศาสตร์ นโยบาย และ SDGs พร้อมบอกว่าถือตามใคร"), openapi_extra=troubles(404),
)  # fmt: skip
def read_programme(request: HttpRequest, code: str) -> HttpResponse:
    """With everything that its projects serve, and on whose word."""
    programme = queries.programme(None, code)
    cards = queries.cards(programme, aligned=True)
    tallies = coverage.shares([card.project for card in cards])
    parts = [
        PartOf(number=one.number, name_th=one.name_th, name_en=one.name_en, source=one.source)
        for one in queries.parts(programme)
    ]
    projects = [_project(card, tallies[card.project.pk]) for card in cards]
    about = _line(programme) | {"about_th": programme.about_th, "about_en": programme.about_en}
    return public(ProgrammeOf(**about, parts=parts, projects=projects))


def _line(one: Programme) -> dict[str, Any]:
    names = ("code", "fiscal_year", "name_th", "name_en", "state", "source")
    return {name: getattr(one, name) for name in names}


def _project(card: queries.Card, tally: Tally) -> ProjectOf:
    project, text = card.project, card.text
    names = ("name_th", "name_en", "about_th", "about_en", "owner_th", "owner_en", "budget_baht", "source")
    return ProjectOf(
        code=project.code, number=project.number, part=project.part.number, part_standing=project.part_standing,
        text_version=text.version, text_standing=text.standing, coverage=_coverage(tally),
        alignments=[_alignment(one) for rows in card.serves.values() for one in rows],
        **{name: getattr(text, name) for name in names},
    )  # fmt: skip


def _coverage(tally: Tally) -> CoverageOf:
    states = ("planned", "started", "done", "not_applicable")
    return CoverageOf(districts=tally.of, missing=tally.missing, **{state: tally.n[state] for state in states})


def _alignment(one: queries.Serves) -> AlignmentOf:
    row = one.row
    return AlignmentOf(
        framework=row.aim.framework, aim=row.aim.code, aim_th=row.aim.name_th, aim_en=row.aim.name_en, weight=row.weight,
        why_th=row.why_th, why_en=row.why_en, standing=row.standing, source=row.source, valid_from=row.valid_from,
    )  # fmt: skip
