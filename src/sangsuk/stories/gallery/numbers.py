"""A campaign in numbers. Everything is counted anew, so what was taken back counts no more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext as _

from sangsuk.catalog import queries as catalog
from sangsuk.common.cells import csv_file
from sangsuk.places.regions import NAMES as REGIONS

from .. import words
from ..answers import counting
from ..models import Campaign, Story
from . import naming


@dataclass(frozen=True)
class Share:
    """One line of a table: what, how many, and how many in a hundred of all that are published."""

    code: str
    name: str
    count: int
    percent: int


@dataclass(frozen=True)
class Numbers:
    campaign: Campaign
    received: int
    published: int
    offices: int
    provinces: int
    groups: Mapping[str, list[Share]]


_GROUPS = {"region": "region", "tone": "tone", "expectation": "expectation", "theme": "theme", "service": "service",
           "flagship": "flagship"}  # fmt: skip
_AXES = {"theme": words.THEMES, "service": words.SERVICES, "flagship": words.FLAGSHIPS}


def of(one: Campaign) -> Numbers:
    """Two queries. `received` says how many were told, whether published or not: one number, of nobody."""
    rows = Story.objects.published().filter(campaign=one)
    counted = list(rows.values_list(*_GROUPS.values(), "office_id", "province_code").annotate(n=Count("id")))
    published = sum(row[-1] for row in counted)
    groups = {name: _shares(name, _added(counted, at), published) for at, name in enumerate(_GROUPS)}
    received = Story.objects.filter(campaign=one).exclude(status__in=(words.WITHDRAWN, words.AWAITING)).count()
    offices, provinces = {row[-3] for row in counted}, {row[-2] for row in counted}
    return Numbers(one, received, published, len(offices), len(provinces), groups)


def titles() -> dict[str, str]:
    """What each group is called on the page and in tables."""
    return {
        "region": _("เล่ามาจากภาคไหน"), "tone": _("เล่าด้วยความรู้สึกแบบไหน"), "expectation": _("เทียบกับที่คาดไว้"),
        "theme": _("เป็นเรื่องของอะไร"), "service": _("ไปใช้บริการอะไร"), "flagship": _("เกี่ยวกับโครงการสำคัญใด"),
    }  # fmt: skip


def as_csv(counted: Numbers, *, now: datetime) -> bytes:
    """What the page of a campaign's numbers says, as one table; the same numbers are held back. Two queries."""
    heads = _("กลุ่ม"), _("รหัส"), _("รายการ"), _("จำนวน"), _("ร้อยละ")
    return csv_file([heads, *_lines(counted, counting.counted(campaign=counted.campaign.code, now=now))])


def _lines(counted: Numbers, answering: counting.Counted) -> Iterator[tuple[object, ...]]:
    whole = _("ทั้งโครงการ")
    yield whole, "received", _("เรื่องที่ส่งมา"), counted.received, ""
    yield whole, "published", _("เรื่องที่เผยแพร่อยู่"), counted.published, ""
    yield whole, "offices", _("ที่ว่าการอำเภอที่มีผู้เล่าถึง"), counted.offices, ""
    yield whole, "provinces", _("จังหวัดที่มีผู้เล่าถึง"), counted.provinces, ""
    if answering.enough:
        yield whole, "answered", _("เรื่องที่อำเภอตอบแล้ว"), answering.answered, answering.answered_percent
        yield whole, "promised", _("ข้อที่อำเภอรับว่าจะปรับปรุง"), answering.promised, ""
        yield whole, "confirmed", _("เกิดขึ้นจริง ผู้เล่ายืนยัน"), answering.confirmed, answering.confirmed_percent
    called = titles()
    for group, shares in counted.groups.items():
        for one in shares:
            yield called[group], one.code, one.name, one.count, one.percent


def _added(counted: "list[tuple[object, ...]]", at: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in counted:
        found[str(row[at])] = found.get(str(row[at]), 0) + int(str(row[-1]))
    return found


def _shares(name: str, counts: Mapping[str, int], whole: int) -> list[Share]:
    names = _names(name)
    return [
        Share(code, names[code], counts[code], round(100 * counts[code] / whole)) for code in names if counts.get(code)
    ]


def _names(name: str) -> dict[str, str]:
    if name in _AXES:
        return {code: card.name(naming.language()) for code, card in catalog.all_terms(_AXES[name]).items()}
    said = {"region": REGIONS, "tone": words.TONES, "expectation": words.EXPECTATIONS}[name]
    return {code: str(word) for code, word in said.items()}
