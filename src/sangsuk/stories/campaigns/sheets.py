"""What was answered to a campaign's questions, as a table for those who organise it: one row for each passed story.

Nobody has masked the answers for others, so the machine does: names, numbers, and what makes somebody known in a small
place. What its author took back is not in it, nor what the organiser reads blind as a judge.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, Any

from django.db.models import F, Func, OuterRef, Subquery, TextField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from sangsuk.common.cells import csv_lines
from sangsuk.common.errors import NotAllowed
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date

from .. import words
from ..gallery import naming
from ..models import Campaign, Story, StoryQuerySet, StoryText
from ..moderation import review
from ..moderation import rows as signs
from ..standing import PASSED, organises

AT_ONCE = 500
COLUMNS = ("code", "office_id", "province_code", "service", "theme", "tone", "received_at")
WIDTHS = (14, 10, 20, 24, 20, 16, 12)
WIDE = 48
PLAIN, BOLD = (Font(name="Sarabun", size=12, bold=bold) for bold in (False, True))
TOP = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True)
class Answers:
    """One row after the other is asked for while it is written; only the heads are there at once."""

    heads: Sequence[str]
    rows: Iterator[Sequence[str]]


def answers(campaign: Campaign, *, by: Actor, now: datetime | None = None) -> Answers:
    """Two queries, whatever the number of stories. Raises NotAllowed."""
    if not organises(by):
        raise NotAllowed("not_yours", _("เฉพาะเจ้าหน้าที่กรมการปกครองและกระทรวงมหาดไทยเปิดคำตอบของโครงการได้"))
    stories = Story.objects.visible_to(by).filter(campaign=campaign, status__in=PASSED)
    asked = _asked(campaign, stories)
    plain = (_("รหัสเรื่องเล่า"), _("รหัสที่ว่าการอำเภอ"), _("จังหวัด"), _("บริการ"), _("เป็นเรื่องของ"), _("ความรู้สึก"), _("วันที่รับ"))
    return Answers((*plain, *asked.values()), _rows(stories, tuple(asked), now or timezone.now(), naming.language()))


def _asked(campaign: Campaign, stories: StoryQuerySet) -> dict[str, str]:
    """By code, in the order of the campaign; behind them what it asked once and asks no more."""
    english = naming.language() == "en"
    asked = {one["code"]: one.get("en") or one["th"] if english else one["th"] for one in campaign.questions}
    codes = Func(F("answers"), function="jsonb_object_keys", output_field=TextField())
    told = StoryText.objects.filter(story__in=stories.values("pk")).annotate(asked=codes)
    known = set(told.values_list("asked", flat=True).distinct())
    return asked | {code: _("คำถามที่เลิกใช้แล้ว (%(code)s)") % {"code": code} for code in sorted(known - set(asked))}


def _rows(stories: StoryQuerySet, asked: Sequence[str], now: datetime, language: str) -> Iterator[Sequence[str]]:
    province, term, lexicon = cache(naming.province), cache(naming.term), signs.lexicon(bangkok_date(now))
    last = StoryText.objects.filter(story=OuterRef("pk")).order_by("-no").values("answers")[:1]
    found = stories.annotate(said=Subquery(last)).order_by("received_at", "id").values(*COLUMNS, "said")
    for one in found.iterator(chunk_size=AT_ONCE):
        with override(language):  # it is written when the page has long been left
            plain = (
                one["code"], one["office_id"], province(one["province_code"]), term(words.SERVICES, one["service"]),
                term(words.THEMES, one["theme"]), str(words.TONES[one["tone"]]), bangkok_date(one["received_at"]).isoformat(),
            )  # fmt: skip
        told = one["said"] or {}
        yield *plain, *(_masked(str(told.get(code, "")), lexicon, one["tone"]) for code in asked)


def _masked(said: str, lexicon: Any, tone: str) -> str:
    return review.reworded(review.masked(said, lexicon, told_tone=tone), lexicon) if said.strip() else ""


def as_csv(told: Answers) -> Iterator[str]:
    """Line by line."""
    return csv_lines(chain([told.heads], told.rows))


def as_workbook(told: Answers) -> IO[bytes]:
    """Row by row into a file that is gone when it is closed. Every cell is text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("คำตอบ"))
    sheet.freeze_panes = "B2"
    for at, width in enumerate((*WIDTHS, *(WIDE for _one in told.heads[len(WIDTHS) :])), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append([_cell(sheet, one, bold=True) for one in told.heads])
    for row in told.rows:
        sheet.append([_cell(sheet, one) for one in row])
    out = TemporaryFile()  # noqa: SIM115 - closed by who sends it
    book.save(out)
    out.seek(0)
    return out


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type, cell.font, cell.alignment = "s", BOLD if bold else PLAIN, TOP
    return cell
