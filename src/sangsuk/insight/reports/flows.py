"""What came in, what ended and what remains: by type for each month, by year of origin, month by month."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sangsuk.catalog import queries as catalog

from .. import folding
from ..figures import ALL, ENDED, Asked, Figures, figures, months_of
from .shape import GROUP, PART, SUM, Report, Row, added
from .words import MEASURES, category, definitions, month_name


def by_type(asked: Asked) -> Report:
    """The ministry's first table: carried, in, settled, remaining for each top-level type, month by month."""
    found = figures(asked, folding.TOPIC, key=lambda topic, _second: topic.partition(".")[0])
    columns = _types(found)
    rows: list[Row] = []
    blocks = [[asked.month]] if asked.month else [[month] for month in asked.begun]
    if not asked.month:
        rows += [Row(_("ทั้งปี"), (), GROUP), *_block(found, asked.begun, columns)]
    for months in blocks:
        rows += [Row(month_name(months[0]), (), GROUP), *_block(found, months, columns)]
    return Report(
        "new", _("ผลการแก้ไขปัญหาเรื่องร้องเรียน (เรื่องใหม่)"), _what_it_comes_to(found, asked), _("รายการ"),
        (*(category(code) for code in columns[:-1]), _("รวม")), tuple(rows),
        definitions("carried", "came_in", "changed", "ended", "passed_on", "remaining"),
    )  # fmt: skip


def _types(found: Figures) -> list[Any]:
    """The top-level types of today and those with figures, in the order of the list; last of all: all together."""
    used = set(found.used())
    known = [card.code for card in catalog.all_categories().values() if not card.parent_code]
    today = {card.code for card in catalog.categories()}
    return [*(code for code in known if code in used or code in today), *([""] if "" in used else []), ALL]


def _block(found: Figures, months: Sequence[int], columns: Sequence[object]) -> list[Row]:
    """Carried + in + changed - ended - passed on = remaining, in each column."""

    def line(label: str, figure: Callable[[object], int], kind: str) -> Row:
        return Row(label, tuple(figure(key) for key in columns), kind)

    def parts(measures: Sequence[str]) -> list[Row]:
        lines = [line(str(MEASURES[m]), lambda key, m=m: found.of((m,), months, key), PART) for m in measures]  # type: ignore[misc]
        return [one for one in lines if any(one.values)]

    rows = [
        line(_("ยกมา"), lambda key: found.carried(months[0], key), SUM),
        line(_("เข้ามา"), lambda key: found.came_in(months, key), SUM),
        *parts(folding.CAME_IN),
        line(_("ปรับประเภทระหว่างทาง"), lambda key: found.of((folding.CHANGED,), months, key), PART),
        line(_("ยุติ"), lambda key: found.ended(months, key), SUM),
        *parts(ENDED),
        line(_("ส่งให้ศูนย์อื่น"), lambda key: found.of((folding.MOVED_OUT,), months, key), PART),
        line(_("คงเหลือ"), lambda key: found.remaining(months[-1], key), SUM),
    ]
    return [row for row in rows if row.kind == SUM or any(row.values)]


def _what_it_comes_to(found: Figures, asked: Asked) -> str:
    months = asked.period
    if not months:
        return _("ยังไม่มีตัวเลขของช่วงเวลานี้")
    before, now = found.carried(months[0]), found.remaining(months[-1])
    told = {
        "came_in": f"{found.came_in(months):,}", "ended": f"{found.ended(months):,}", "now": f"{now:,}",
        "more": f"{abs(now - before):,}",
    }  # fmt: skip
    if now > before:
        return _("เข้ามา %(came_in)s เรื่อง ยุติ %(ended)s เรื่อง คงเหลือ %(now)s เรื่อง มากกว่าตอนเริ่มช่วง %(more)s เรื่อง") % told
    if now < before:
        return _("เข้ามา %(came_in)s เรื่อง ยุติ %(ended)s เรื่อง คงเหลือ %(now)s เรื่อง น้อยกว่าตอนเริ่มช่วง %(more)s เรื่อง") % told
    return _("เข้ามา %(came_in)s เรื่อง ยุติ %(ended)s เรื่อง คงเหลือ %(now)s เรื่อง เท่ากับตอนเริ่มช่วง") % told


def _origins(asked: Asked) -> list[tuple[str, str]]:
    """The years a matter can come from: (key, name), the oldest first."""
    return [
        ("older", _("ก่อนปี %(year)s") % {"year": asked.year - 2}),
        *((str(year), str(year)) for year in range(asked.year - 2, asked.year + 1)),
    ]


def _by_origin(asked: Asked) -> Figures:
    oldest = asked.year - 2
    return figures(asked, folding.ORIGIN, key=lambda origin, _second: origin if int(origin) >= oldest else "older")


def backlog(asked: Asked) -> Report:
    """The ministry's second table: what is left of each year."""
    found = _by_origin(asked)
    until = asked.until
    so_far = [0, *(month for month in asked.months if month <= until)]
    rows = []
    for key, name in _origins(asked):
        ended = found.ended(so_far, key)
        remains = found.remaining(until, key)
        rows.append(Row(name, (remains + ended, ended, remains, found.ended([until], key)), code=key))
    total = Row(_("รวม"), added(rows, 4), SUM)
    old = sum(row.values[2] or 0 for row in rows[:-1])
    finding = _("เรื่องของปีก่อน ๆ ยังเหลือ %(old)s เรื่อง จากที่คงเหลือทั้งหมด %(all)s เรื่อง เมื่อสิ้นเดือน%(month)s") % {
        "old": f"{old:,}", "all": f"{total.values[2]:,}", "month": month_name(until),
    }  # fmt: skip
    return Report(
        "backlog", _("ผลการแก้ไขปัญหาเรื่องร้องเรียน (คงค้าง)"), finding, _("ปีที่รับเรื่อง"),
        (_("รับทั้งหมด"), _("ยุติแล้ว"), _("คงเหลือ"), _("ยุติในเดือนนี้")), (*rows, total),
        definitions("origin", "all_in", "ended", "remaining"),
    )  # fmt: skip


def monthly(asked: Asked) -> Report:
    """The ministry's third table: each month, what was in progress at its end and what was settled in it."""
    found = _by_origin(asked)
    origins = [*_origins(asked), (ALL, _("รวม"))]
    columns = [words % {"year": name} for words in (_("ดำเนินการ %(year)s"), _("ยุติ %(year)s")) for _key, name in origins]
    rows = []
    for month in months_of(asked.year):
        begun = month in asked.begun
        open_then = [found.remaining(month, key) if begun else None for key, _name in origins]
        settled = [found.ended([month], key) if begun else None for key, _name in origins]
        rows.append(Row(month_name(month), (*open_then, *settled), code=str(month)))
    year = [*(None for _origin in origins), *(found.ended(asked.begun, key) for key, _name in origins)]
    finding = _("ตั้งแต่ต้นปีงบประมาณ ยุติแล้ว %(ended)s เรื่อง ยังดำเนินการอยู่ %(open)s เรื่อง") % {
        "ended": f"{found.ended(asked.begun):,}", "open": f"{found.remaining(asked.begun[-1]) if asked.begun else 0:,}",
    }  # fmt: skip
    return Report(
        "monthly", _("รายงานรวมแบบรายเดือน"), finding, _("เดือน"), tuple(columns), (*rows, Row(_("รวม"), tuple(year), SUM)),
        (*definitions("origin"), (_("ดำเนินการ"), _("เรื่องที่ยังไม่จบเมื่อสิ้นเดือนนั้น หรือถึงขณะนี้ในเดือนปัจจุบัน")), *definitions("ended")),
    )  # fmt: skip
