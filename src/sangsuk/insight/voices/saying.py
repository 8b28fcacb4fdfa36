"""The panels in words and drawings: what a page shows, ready to be shown. Both faces read the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sangsuk.catalog import queries as catalog
from sangsuk.stories import words

from ..reports.words import language, month_name
from . import estimating
from .estimating import Estimate
from .panels import Month, Panel, Part

BANDS = {
    estimating.ABOVE: gettext_lazy("มากกว่า%(near)sอย่างชัดเจน"), estimating.ALIKE: gettext_lazy("ไม่ต่างจาก%(near)s"),
    estimating.BELOW: gettext_lazy("น้อยกว่า%(near)sอย่างชัดเจน"), estimating.FEW: gettext_lazy("เสียงยังน้อย"),
}  # fmt: skip
SIDES = {
    words.POSITIVE: "happy",
    words.MIXED: "worry",
    words.NEGATIVE: "late",
    words.ABOVE: "happy",
    words.MET: "plain",
    words.BELOW: "late",
}


@dataclass(frozen=True)
class Bar:
    """One line of a chart, 0-100 of its width. `low` and `high`: the ends of its interval, None for a count."""

    label: str
    figure: str
    width: float
    kind: str
    between: str = ""
    low: float | None = None
    high: float | None = None
    beside: str = ""
    y: int = 0

    @property
    def far(self) -> float:
        """How long the line of the interval is."""
        return round((self.high or 0) - (self.low or 0), 1)


def percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def between(one: Estimate) -> str:
    ends = one.interval
    return f"{ends.low:.0%}–{ends.high:.0%}" if ends else ""


def band(one: Estimate, near: str) -> str:
    return str(BANDS[one.band]) % {"near": near} if one.band else ""


def term(axis: str, code: str) -> str:
    card = catalog.all_terms(axis).get(code)
    return card.name(language()) if card else code


def bars(shares: Sequence[tuple[str, Any, Estimate]], near: str) -> list[Bar]:
    """A share each, on one scale from nothing to all."""
    made = []
    for n, (code, label, one) in enumerate(shares):
        ends = one.interval
        low, high = (round(ends.low * 100, 1), round(ends.high * 100, 1)) if ends else (None, None)
        width = round((one.share or 0) * 100, 1)
        made.append(
            Bar(str(label), percent(one.share), width, SIDES[code], between(one), low, high, band(one, near), n * STEP)
        )
    return made


STEP = 46
"""Of a chart: how far one line stands under the other."""


def counts(parts: Sequence[Part], axis: str) -> list[Bar]:
    """How many of the voices of each were content; the longest reaches the end."""
    most = max((part.n for part in parts), default=1)
    return [
        Bar(
            term(axis, part.code).partition(" (")[0], _("%(good)s จาก %(n)s เสียง") % {"n": f"{part.n:,}", "good": f"{part.good:,}"},
            round(100 * part.good / most, 1), "happy", low=0, high=round(100 * part.n / most, 1), y=n * STEP,
        )
        for n, part in enumerate(parts)
    ]  # fmt: skip


@dataclass(frozen=True)
class Point:
    """A month: where its share stands in a drawing 300 wide and 100 high; without `y` when too few were heard."""

    label: str
    name: str
    n: int
    figure: str
    between: str
    x: int
    y: float | None = None
    top: float | None = None
    bottom: float | None = None


def points(months: Sequence[Month]) -> list[Point]:
    made = []
    for n, month in enumerate(months):
        one, ends = month.positive, month.positive.interval
        drawn = (
            (round(100 - 100 * one.share, 1), round(100 - 100 * ends.high, 1), round(100 - 100 * ends.low, 1))
            if ends and one.share is not None
            else (None, None, None)
        )
        made.append(
            Point(
                month_name(month.month, short=True), month_name(month.month), month.n, percent(one.share), between(one),
                36 + 24 * n, *drawn,
            )
        )  # fmt: skip
    return made


def finding(panel: Panel, near: str) -> str:
    """What the reader must know if she reads only one sentence."""
    if not panel.voices:
        return _("ยังไม่มีเสียงจากประชาชนในช่วงนี้")
    one = panel.tones[words.POSITIVE]
    gaps = {"n": f"{panel.voices:,}", "share": percent(one.share), "between": between(one), "beside": band(one, near)}
    if not one.shown:
        return _("มี %(n)s เสียง ยังน้อยเกินไปที่จะบอกเป็นร้อยละ") % gaps
    if not gaps["beside"]:
        return _("จาก %(n)s เสียง ประทับใจ %(share)s (อยู่ระหว่าง %(between)s)") % gaps
    return _("จาก %(n)s เสียง ประทับใจ %(share)s (อยู่ระหว่าง %(between)s) %(beside)s") % gaps


def seen(panel: Panel) -> str:
    """The finding of the first question."""
    one = panel.expectations[words.ABOVE]
    if not one.shown:
        return _("ยังมีผู้ที่เทียบกับที่คาดไว้น้อยเกินกว่าจะบอกเป็นร้อยละ")
    return _("ในผู้ที่เทียบกับที่คาดไว้ %(share)s บอกว่าเหนือความคาดหมาย") % {"share": percent(one.share)}


def received(panel: Panel) -> str:
    """The finding of the second: of what most good was said."""
    best = max(panel.services, key=lambda part: part.good, default=None)
    if best is None or not best.good:
        return _("ยังมีเสียงของแต่ละงานน้อยเกินไป")
    gaps = {"service": term(words.SERVICES, best.code), "good": f"{best.good:,}"}
    return (
        ngettext("%(service)sได้รับคำชมมากที่สุด %(good)s เสียง", "%(service)sได้รับคำชมมากที่สุด %(good)s เสียง", best.good) % gaps
    )


def happy(panel: Panel) -> str:
    """The finding of the third."""
    if not panel.words:
        return _("ยังไม่มีคำไหนที่ผู้ประทับใจพูดบ่อยกว่าผู้อื่นอย่างชัดเจน")
    said = ", ".join(f"“{key.word}”" for key in panel.words[:3])
    return _("ผู้ที่ได้รับเกินกว่าที่คาด พูดถึง %(words)s บ่อยกว่าผู้อื่น") % {"words": said}


def trend(months: Sequence[Month]) -> str:
    """Whether the last month that can be told differs from the one before it that can."""
    known = [month for month in months if month.positive.shown]
    if len(known) < 2:
        return _("ต้องมีเสียงมากพออย่างน้อยสองเดือน จึงจะบอกแนวโน้มได้")
    before, last = known[-2].positive.interval, known[-1].positive.interval
    assert before is not None and last is not None
    gaps = {"month": month_name(known[-1].month), "before": month_name(known[-2].month)}
    if last.low > before.high:
        return _("เดือน%(month)s มีผู้ประทับใจมากกว่าเดือน%(before)s อย่างชัดเจน") % gaps
    if last.high < before.low:
        return _("เดือน%(month)s มีผู้ประทับใจน้อยกว่าเดือน%(before)s อย่างชัดเจน") % gaps
    return _("เดือน%(month)s มีผู้ประทับใจไม่ต่างจากเดือน%(before)s อย่างชัดเจน") % gaps
