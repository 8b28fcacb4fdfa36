"""By trait: type against channel, each trait by month, the types of which there are most, missions apart."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.catalog import queries as catalog

from .. import folding
from ..figures import ALL, Asked, Figures, figures
from .shape import SUM, Report, Row, added
from .words import TERMS, category, channel, definitions, mission, month_name, trait

TOP = 5
NOTHING = gettext_lazy("ไม่มีเรื่องใหม่ในช่วงเวลานี้")


def by_channel(asked: Asked) -> Report:
    """Type against channel: new matters of the period."""
    found = figures(asked, folding.CHANNEL, key=lambda channel, top: (top, channel))
    counted: dict[Any, int] = {key: found.new(asked.period, key) for key in found.used()}
    counted = {key: n for key, n in counted.items() if n}
    doors = [c.code for c in catalog.channels() if any(c.code == door for _top, door in counted)]
    used = {top for top, _door in counted}
    tops = [*(code for code in catalog.all_categories() if code in used), *([""] if "" in used else [])]
    rows = [
        Row(category(top), (*(n := [counted.get((top, door), 0) for door in doors]), sum(n)), code=top) for top in tops
    ]
    total = Row(_("รวม"), added(rows, len(doors) + 1), SUM)
    return Report(
        "channel", _("ประเภทเรื่องและช่องทางที่รับ"), _most(dict(zip(doors, total.values, strict=False)), channel, _ones),
        _("ประเภทเรื่อง"), (*(channel(door) for door in doors), _("รวม")), (*rows, total) if rows else (),
        definitions("new"), empty=str(NOTHING),
    )  # fmt: skip


def _ones() -> str:
    return _("ช่องทาง “%(name)s” มากที่สุด %(n)s เรื่อง คิดเป็นร้อยละ %(percent)s ของเรื่องใหม่")


def _most(counted: dict[str, Any], name: Callable[[str], str], sentence: Callable[[], str]) -> str:
    """Of what there was most, and how much of all that is."""
    total = sum(counted.values())
    if not total:
        return str(NOTHING)
    key = max(counted, key=lambda one: counted[one])
    return sentence() % {"name": name(key), "n": f"{counted[key]:,}", "percent": f"{100 * counted[key] / total:.1f}"}


def _leading() -> str:
    return _("“%(name)s” มากที่สุด %(n)s เรื่อง คิดเป็นร้อยละ %(percent)s ของเรื่องใหม่")


TRAITS: dict[str, Any] = {
    folding.NATURE: (gettext_lazy("ลักษณะของเรื่อง แยกรายเดือน"), gettext_lazy("ลักษณะของเรื่อง")),
    folding.COMPLAINANT: (gettext_lazy("ประเภทผู้ร้อง แยกรายเดือน"), gettext_lazy("ผู้ร้อง")),
    folding.IDENTITY: (gettext_lazy("การเปิดเผยชื่อของผู้ร้อง แยกรายเดือน"), gettext_lazy("การเปิดเผยชื่อ")),
    folding.ACCUSED: (gettext_lazy("ประเภทผู้ถูกร้อง แยกรายเดือน"), gettext_lazy("ผู้ถูกร้อง")),
    folding.POLICY: (gettext_lazy("นโยบายสำคัญของรัฐบาล แยกรายเดือน"), gettext_lazy("นโยบาย")),
}


def by_trait(axis: str) -> Callable[[Asked], Report]:
    """One trait, month by month."""

    def report(asked: Asked) -> Report:
        found = figures(asked, axis)
        known = list(catalog.all_terms(TERMS[axis])) if axis in TERMS else []
        heading, lead = TRAITS[axis]
        return _by_month(asked, found, axis, str(heading), str(lead), known, lambda code: trait(axis, code))

    return report


def by_mission(asked: Asked) -> Report:
    """Each mission counts apart, whatever mission was chosen."""
    whole = Asked(asked.scope, asked.year, asked.month, "", asked.now)
    found = figures(whole, folding.ORIGIN, by="mission")
    known = [word.code for word in catalog.missions()]
    return _by_month(whole, found, "mission", _("ภารกิจของศูนย์ แยกรายเดือน"), _("ภารกิจ"), known, mission, empty_too=True)


def _by_month(
    asked: Asked, found: Figures, name: str, heading: str, lead: str, known: Sequence[str], called: Callable[[str], str],
    *, empty_too: bool = False,
) -> Report:  # fmt: skip
    """New matters of each month, then what all that comes to. With a month chosen, that month only."""
    used = found.used()
    keys = [*(code for code in known if empty_too or code in used), *sorted(code for code in used if code not in known)]
    months = asked.period
    columns = [month_name(month, short=True) for month in months] if len(months) > 1 else []
    columns += [_("เรื่องใหม่"), _("เข้ามา"), _("ยุติ"), _("คงเหลือ")]

    def row(label: str, key: Any, kind: str = "") -> Row:
        each = [found.new([month], key) for month in months] if len(months) > 1 else []
        sums = (found.new(months, key), found.came_in(months, key), found.ended(months, key))
        return Row(
            label, (*each, *sums, found.remaining(asked.until, key)), kind, code="" if key is ALL else key
        )  # fmt: skip

    rows = [row(called(code), code) for code in keys]
    counted = {code: found.new(months, code) for code in keys}
    return Report(
        name, heading, _most(counted, called, _leading), lead, tuple(columns),
        (*rows, row(_("รวม"), ALL, SUM)) if rows else (), definitions("new", "came_in", "ended", "remaining"),
        empty=str(NOTHING),
    )  # fmt: skip


def top(asked: Asked) -> Report:
    """The types of which most came in anew, in the finer division."""
    found = figures(asked, folding.TOPIC)
    months = asked.period
    ranked = _ranked(found.used(), lambda key: found.new(months, key))
    rows = [
        Row(
            category(code),
            (found.new(months, code), found.ended(months, code), found.remaining(asked.until, code)),
            code=code,
        )  # fmt: skip
        for code in ranked[:TOP]
    ]
    whole = (found.new(months), found.ended(months), found.remaining(asked.until))
    others = tuple(n - some for n, some in zip(whole, added(rows, 3), strict=True))
    rows += [Row(_("ประเภทอื่นทั้งหมด"), others), Row(_("รวม"), whole, SUM)] if rows else []
    counted = {code: found.new(months, code) for code in ranked}
    return Report(
        "top", _("ห้าประเภทที่มีเรื่องใหม่มากที่สุด"), _most(counted, category, _leading), _("ประเภทเรื่อง"),
        (_("เรื่องใหม่"), _("ยุติ"), _("คงเหลือ")), tuple(rows), definitions("new", "ended", "remaining"), empty=str(NOTHING),
    )  # fmt: skip


def _ranked(keys: Iterable[Any], figure: Callable[[Any], int]) -> list[Any]:
    """The most first; those of which there is none not at all."""
    return [key for key in sorted(keys, key=lambda key: (-figure(key), key)) if figure(key)]
