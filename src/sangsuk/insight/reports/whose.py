"""Where and with whom: by agency, by district or province, by centre."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from sangsuk.offices import queries as offices
from sangsuk.places import queries as places

from .. import folding
from ..figures import ALL, Asked, Figures, figures
from ..scopes import BELOW, COUNTRY
from .shape import SUM, Report, Row
from .words import definitions, office, place


def by_agency(asked: Asked) -> Report:
    """The tasks that agencies were given, and what became of them."""
    found = figures(asked, folding.AGENCY)
    months = asked.period

    def row(label: str, key: Any, kind: str = "", scope: str = "") -> Row:
        ended = [found.of((how,), months, key) for how in (folding.REPORTED, folding.RETURNED, folding.TAKEN_BACK)]
        given = found.came_in(months, key) + found.of((folding.CHANGED,), months, key)
        given -= found.of((folding.MOVED_OUT,), months, key)
        values = (_carried(found, asked, key), given, *ended, found.remaining(asked.until, key))
        return Row(label, values, kind, scope, scope)

    codes = sorted(found.used(), key=lambda code: (-found.remaining(asked.until, code), code))
    rows = [row(office(code), code, scope=code) for code in codes]
    finding = _("หน่วยงานยังทำงานค้างอยู่ %(n)s งาน") % {"n": f"{found.remaining(asked.until):,}"}
    if codes and found.remaining(asked.until, codes[0]):
        finding = _("หน่วยงานยังทำงานค้างอยู่ %(n)s งาน มากที่สุดคือ%(name)s %(most)s งาน") % {
            "n": f"{found.remaining(asked.until):,}", "name": office(codes[0]),
            "most": f"{found.remaining(asked.until, codes[0]):,}",
        }  # fmt: skip
    return Report(
        "agency", _("งานที่ขอให้หน่วยงานช่วย"), finding, _("หน่วยงาน"),
        (_("ยกมา"), _("ขอให้ช่วย"), _("รายงานผลแล้ว"), _("ส่งคืน"), _("ศูนย์เรียกคืน"), _("คงเหลือ")),
        (*rows, row(_("รวม"), ALL, SUM)) if rows else (),
        (
            *definitions("tasks"), (_("ขอให้ช่วย"), _("งานที่ศูนย์ส่งให้ในช่วงนี้ รวมงานที่ให้กลับไปทำต่อ")),
            (_("ศูนย์เรียกคืน"), _("งานที่ศูนย์เรียกกลับมาทำเอง หรือเรื่องจบไปก่อนหน่วยงานรายงานผล")),
            (_("คงเหลือ"), _("งานที่หน่วยงานยังไม่รายงานผลเมื่อสิ้นช่วงเวลานี้")),
        ), empty=_("ไม่มีงานที่ขอให้หน่วยงานช่วยในช่วงเวลานี้"),
    )  # fmt: skip


def _carried(found: Figures, asked: Asked, key: Any) -> int:
    return found.carried(asked.period[0], key) if asked.period else found.remaining(0, key)


FLOW = ("carried", "came_in", "ended", "passed_on", "remaining")


def _flow(found: Figures, asked: Asked, key: Any, label: str, kind: str = "", scope: str = "") -> Row:
    """Carried + in + changed - ended - passed on = remaining; the three small ones in one column."""
    months = asked.period
    moved = found.of((folding.MOVED_OUT,), months, key) - found.of((folding.CHANGED,), months, key)
    values = (_carried(found, asked, key), found.came_in(months, key), found.ended(months, key), moved)
    code = "" if key is ALL else key.removeprefix(BELOW)
    return Row(label, (*values, found.remaining(asked.until, key)), kind, scope, code)


def _columns() -> tuple[str, ...]:
    return _("ยกมา"), _("เข้ามา"), _("ยุติ"), _("ส่งให้ศูนย์อื่น"), _("คงเหลือ")


def _worst(rows: Sequence[Row]) -> str:
    rows = [row for row in rows if row.kind != SUM]
    left = sum(row.values[-1] or 0 for row in rows)
    most = max(rows, key=lambda row: row.values[-1] or 0, default=None)
    if most is None or not most.values[-1]:
        return _("ไม่มีเรื่องคงเหลือ")
    return _("คงเหลือ %(left)s เรื่อง มากที่สุดที่%(name)s %(n)s เรื่อง") % {
        "left": f"{left:,}", "name": most.label, "n": f"{most.values[-1]:,}",
    }  # fmt: skip


def by_area(asked: Asked) -> Report:
    """Where it happened: by district, and of the whole country by province."""
    country = asked.scope == COUNTRY
    found = figures(asked, folding.DISTRICT, key=lambda district, _second: district[:2] if country else district)
    province = asked.scope.removeprefix(BELOW)[:2]
    known = [area.code for area in (places.provinces() if country else places.inside(province))]
    codes = sorted({*found.used(), *(known if asked.scope.startswith(BELOW) else [])})
    rows = [_flow(found, asked, code, place(code), scope=f"{BELOW}{code}00" if country else "") for code in codes]
    return Report(
        "area", _("เรื่องแยกตามพื้นที่"), _worst(rows), _("จังหวัด") if country else _("อำเภอ"), _columns(),
        (*rows, _flow(found, asked, ALL, _("รวม"), SUM)), definitions("district", *FLOW),
    )  # fmt: skip


def by_centre(asked: Asked) -> Report:
    """Who answers: each centre alone, of the whole country each province with its districts."""
    scopes = centres_of(asked.scope)
    found = figures(asked, folding.ORIGIN, by="scope", scopes=scopes)
    whole = figures(asked, folding.ORIGIN)
    rows = [_flow(found, asked, scope, office(scope.removeprefix(BELOW)), scope=scope) for scope in scopes]
    return Report(
        "centre", _("เรื่องแยกตามศูนย์ดำรงธรรม"), _worst(rows), _("ศูนย์ดำรงธรรม"), _columns(),
        (*rows, _flow(whole, asked, ALL, _("รวม"), SUM)),
        (*definitions(*FLOW), (_("รวม"), _("เรื่องที่ย้ายกันระหว่างศูนย์ในตารางนี้นับที่แต่ละศูนย์ แต่ไม่นับในแถวรวม แถวรวมจึงน้อยกว่าผลบวกได้"))),
    )  # fmt: skip


def centres_of(scope: str) -> list[str]:
    """Whose rows make up a scope: the country's provinces, a province's districts, a centre itself."""
    code = scope.removeprefix(BELOW)
    if scope == code:
        return [code]
    provinces = [f"{BELOW}{card.code}" for card in offices.children(code, kind="province")]
    districts = [card.code for card in offices.children(code) if card.kind == "district"]
    return [code, *provinces, *districts]
