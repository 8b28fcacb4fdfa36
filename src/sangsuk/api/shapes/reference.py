"""What codes mean: places, words of the axes, offices, colleagues."""

from django.utils.translation import gettext_noop as words
from pydantic import BaseModel, Field


class PlaceFound(BaseModel):
    """One place of the search."""

    kind: str = Field(description="province, district, subdistrict, village")
    code: str
    name: str
    name_th: str
    name_en: str
    province: str
    district: str | None
    subdistrict: str | None
    point: tuple[float, float] | None


class PlaceList(BaseModel):
    items: list[PlaceFound]


class WordOf(BaseModel):
    """A code and its names."""

    code: str
    name: str
    name_th: str
    name_en: str


class WordList(BaseModel):
    items: list[WordOf]


class TermOf(WordOf):
    """A word of an axis, the sentence that a citizen reads, and the law it stands on."""

    say: str
    basis: str
    second_person: bool = Field(description=words("การจบเรื่องต้องมีผู้ตรวจทานอีกคน"))
    can_appeal: bool


class TermList(BaseModel):
    items: list[TermOf]


class CategoryOf(WordOf):
    parent: str | None
    hint: str


class CategoryList(BaseModel):
    items: list[CategoryOf]


class OfficeOf(WordOf):
    """A centre or an agency."""

    kind: str
    level: str
    parent: str | None
    province: str | None
    district: str | None
    agency_kind: str | None
    is_centre: bool


class OfficeList(BaseModel):
    items: list[OfficeOf]


class Colleague(BaseModel):
    id: int
    name: str


class ColleagueList(BaseModel):
    items: list[Colleague]
