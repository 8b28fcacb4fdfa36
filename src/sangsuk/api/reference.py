"""What a program needs to speak our language: places, offices, categories and the other lists of codes. Open to all."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as words
from ninja import Query, Router

from sangsuk.cases import workflow
from sangsuk.catalog import axes
from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Missing
from sangsuk.offices import queries as offices
from sangsuk.places import queries as places

from . import outputs
from .answers import public, troubles
from .inputs import OfficeQuery, PlaceQuery
from .shapes.reference import CategoryList, OfficeList, OfficeOf, PlaceList, TermList, WordList

router = Router(tags=["reference"])


@router.get(
    "/places",
    response=PlaceList,
    operation_id="find_places",
    summary=words("ค้นหาสถานที่"),
    description=words("จังหวัด อำเภอ ตำบล และหมู่บ้านเมื่อมีข้อมูล ภาษาไทยหรืออังกฤษ ที่ตรงที่สุดมาก่อน"),
    openapi_extra=troubles(422),
)
def find_places(request: HttpRequest, asked: Query[PlaceQuery]) -> HttpResponse:
    """Provinces, districts, sub-districts (and villages, where loaded), Thai or English, best first."""
    return public(PlaceList(items=[outputs.place_found(hit) for hit in places.search(asked.q, asked.limit)]))


@router.get(
    "/categories",
    response=CategoryList,
    operation_id="list_categories",
    summary=words("ประเภทเรื่อง"),
    description=words("มีสองชั้น ชั้นบนมี parent เป็น null"),
)
def list_categories(request: HttpRequest) -> HttpResponse:
    """In two levels: `parent` is null for the upper one."""
    return public(CategoryList(items=[outputs.category(card) for card in catalog.categories()]))


@router.get(
    "/offices",
    response=OfficeList,
    operation_id="list_offices",
    summary=words("หน่วยงาน"),
    description=words("ศูนย์ดำรงธรรมและหน่วยงาน เลือกเฉพาะจังหวัดหรือชนิดได้"),
    openapi_extra=troubles(422),
)
def list_offices(request: HttpRequest, asked: Query[OfficeQuery]) -> HttpResponse:
    """Centres and agencies, of one province or of one kind."""
    found = [
        card for card in offices.directory().values()
        if asked.province in ("", card.province_code) and asked.kind in ("", card.kind)
    ]  # fmt: skip
    return public(OfficeList(items=[outputs.office(card) for card in found]))


@router.get(
    "/offices/{code}",
    response=OfficeOf,
    operation_id="read_office",
    summary=words("หน่วยงานหนึ่งแห่ง"),
    description=words("ศูนย์ดำรงธรรมหรือหน่วยงานหนึ่งแห่ง"),
    openapi_extra=troubles(404),
)
def read_office(request: HttpRequest, code: str) -> HttpResponse:
    """One centre or agency."""
    return public(outputs.office(offices.office(code)))


@router.get(
    "/missions",
    response=WordList,
    operation_id="list_missions",
    summary=words("บริการของศูนย์"),
    description=words("ค่าของช่อง mission"),
)
def list_missions(request: HttpRequest) -> HttpResponse:
    return _words(catalog.missions())


@router.get(
    "/channels",
    response=WordList,
    operation_id="list_channels",
    summary=words("ช่องทางรับเรื่อง"),
    description=words("ค่าของช่อง channel"),
)
def list_channels(request: HttpRequest) -> HttpResponse:
    return _words(catalog.channels())


@router.get(
    "/settlements",
    response=WordList,
    operation_id="list_settlements",
    summary=words("เรื่องจบอย่างไร"),
    description=words("ค่าของช่อง settlement เมื่อยุติเรื่อง"),
)
def list_settlements(request: HttpRequest) -> HttpResponse:
    return _words(catalog.settlements())


@router.get(
    "/terms/{axis}",
    response=TermList,
    operation_id="list_terms",
    summary=words("คำของแต่ละด้าน"),
    description=words(
        "ด้าน: nature ลักษณะ, wish ความประสงค์, accused ผู้ถูกร้อง, complainant ผู้ร้อง, service_class ชั้นของเรื่อง, policy นโยบาย, "
        "refusal เหตุที่ไม่รับพิจารณา, referred_to หน่วยงานที่รับ, relief การช่วยเหลือ"
    ),
    openapi_extra=troubles(404),
)
def list_terms(request: HttpRequest, axis: str) -> HttpResponse:
    """The words in force today, in the order a form shows them."""
    if axis not in axes.ALL:
        raise Missing("no_axis", _("ไม่มีรายการนี้"))
    return public(TermList(items=[outputs.term(card) for card in catalog.terms(axis)]))


@router.get(
    "/statuses",
    response=WordList,
    operation_id="list_statuses",
    summary=words("สถานะของเรื่อง"),
    description=words("ค่าของช่อง status ด้วยคำที่ประชาชนอ่าน"),
)
def list_statuses(request: HttpRequest) -> HttpResponse:
    """As citizens read them."""
    found = []
    for code, (for_citizens, _for_officials) in workflow.STATUSES.items():
        names = {}
        for language in ("th", "en"):
            with translation.override(language):
                names[language] = str(for_citizens)
        found.append({"code": code, "name": str(for_citizens), "name_th": names["th"], "name_en": names["en"]})
    return public(WordList.model_validate({"items": found}))


def _words(cards: Any) -> HttpResponse:
    return public(WordList.model_validate({"items": [outputs.word(card) for card in cards]}))
