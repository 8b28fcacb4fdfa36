"""The figures of "thinking like the state" as a report: one line an office, one sentence a definition."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from sangsuk.cases.thinking.measures import Measured
from sangsuk.insight import reports
from sangsuk.insight.reports.shape import SUM, Report, Row, Told

from ..fiscal_periods import Period


def told(scope: str, lines: Mapping[str, Measured], period: Period, now: datetime) -> Told:
    whole = sum(lines.values(), Measured())
    rows = [
        Row(reports.office_words(code), _values(one), scope=code) for code, one in lines.items() if one != Measured()
    ]
    if len(lines) > 1 and rows:
        rows.append(Row(_("รวม"), _values(whole), SUM))
    report = Report(
        "thinking", _("งานที่ศูนย์ลงมือเอง"), _finding(whole), _("ศูนย์"), _columns(), tuple(rows), _definitions(),
        _("ยังไม่มีเรื่องที่จบหรือหนังสือที่ออกในช่วงเวลานี้"),
    )  # fmt: skip
    return Told(report, reports.office_words(scope), period.words, now, True)


def _columns() -> tuple[str, ...]:
    return (
        _("เรื่องที่จบ"), _("ศูนย์ลงมือเอง"), _("ลงมือเอง (ร้อยละ)"), _("ระบบขอให้เขียนใหม่"), _("ยืนยันส่งทั้งอย่างนั้น"),
        _("หนังสือที่ระบบร่าง"), _("ข้อความสำเร็จรูปที่ใช้"), _("ช่องที่ไม่ต้องพิมพ์ซ้ำ"), _("นาทีธุรการที่ประหยัด"),
    )  # fmt: skip


def _values(one: Measured) -> tuple[int | None, ...]:
    return (
        one.ended, one.own, percent(one), one.held, one.insisted, one.letters, one.replies, one.prefilled, one.minutes,
    )  # fmt: skip


def percent(one: Measured) -> int | None:
    """In a hundred ended cases, how many the centre added something to; no figure where none ended."""
    return round(100 * one.own / one.ended) if one.ended else None


def _finding(whole: Measured) -> str:
    if not whole.ended:
        return _("ช่วงนี้ยังไม่มีเรื่องที่จบ")
    gaps = {"own": f"{whole.own:,}", "ended": f"{whole.ended:,}", "minutes": f"{whole.minutes:,}"}
    if not whole.minutes:
        return _("ศูนย์ลงมือเอง %(own)s เรื่อง จากที่จบ %(ended)s เรื่อง") % gaps
    return _("ศูนย์ลงมือเอง %(own)s เรื่อง จากที่จบ %(ended)s เรื่อง และประหยัดงานธุรการ %(minutes)s นาที") % gaps


def _definitions() -> tuple[tuple[str, str], ...]:
    columns = _columns()
    words = (
        _("เรื่องที่จบในช่วงนี้ทุกทาง นับให้ศูนย์ที่ดูแลเรื่องตอนจบ"),
        _("เรื่องที่จบซึ่งศูนย์ดำรงธรรมลงพื้นที่ หาข้อเท็จจริง ช่วยเหลือ ชี้แจง ประชุม หรือรายงานผลเองอย่างน้อยหนึ่งครั้ง งานของหน่วยงานอื่นไม่นับ"),
        _("เรื่องที่ศูนย์ลงมือเอง ต่อเรื่องที่จบหนึ่งร้อยเรื่อง"),
        _("จำนวนครั้งที่ระบบขอให้เขียนใหม่ เพราะข้อความเพียงส่งต่อ เพียงบอกให้ไปติดต่อ หรือซ้ำคำร้อง"),
        _("จำนวนครั้งที่เจ้าหน้าที่ยืนยันให้ส่งข้อความอย่างนั้นออกไป"),
        _("หนังสือที่ออกเลขแล้วในช่วงนี้"),
        _("จำนวนครั้งที่ส่งข้อความซึ่งเริ่มจากข้อความสำเร็จรูป"),
        _("ช่องที่ระบบเติมจากสิ่งที่บันทึกไว้แล้ว และข้อความอย่างน้อยครึ่งหนึ่งส่งออกไปตามนั้น"),
        _("นาทีของหนังสือ ข้อความสำเร็จรูป และช่องที่เติมให้ ตามตารางนาทีที่มีวันที่และที่มา ซึ่งเป็นค่าประมาณจนกว่าจะจับเวลาจริง"),
    )
    return tuple(zip(columns, words, strict=True))
