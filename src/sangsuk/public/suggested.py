"""What became of a suggestion, told to whoever made it, in sentences."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from sangsuk.cases.models import Case
from sangsuk.stories import naming
from sangsuk.stories.improvements import queries
from sangsuk.stories.improvements.words import DOING, DONE, DROPPED, JOINED, STATUSES, TAKEN_UP, WAITING
from sangsuk.stories.models import ImprovementItem
from sangsuk.thai import bangkok_date
from sangsuk.thai.dates import date_in

TONES = {DONE: "done", DROPPED: "quiet", WAITING: "waiting"}
WORDS = STATUSES | {DROPPED: _lazy("ยังไม่ปรับปรุง")}
"""As the list of the office says it; but what it leaves is not called needless to whoever suggested it."""
SENTENCES = {
    WAITING: _lazy("ข้อเสนอของท่านอยู่ในรายการสิ่งที่ควรปรับปรุงของ%(office)sแล้ว อำเภอจะอ่านภายใน%(due)s"),
    TAKEN_UP: _lazy("%(office)sรับทราบข้อเสนอของท่านแล้ว และจะบอกว่าจะทำอะไรภายใน%(due)s"),
    DOING: _lazy("%(office)sกำลังปรับปรุงตามข้อเสนอของท่าน โดย%(who)s ภายใน%(due)s"),
    JOINED: _lazy("%(office)sรวมข้อเสนอของท่านไว้ทำพร้อมกับเรื่องที่คล้ายกัน เมื่อทำแล้วเราจะบอกท่านที่นี่"),
    DONE: _lazy("%(office)sปรับปรุงตามข้อเสนอของท่านแล้วเมื่อ%(done)s ขอบคุณที่เสนอ"),
    DROPPED: _lazy("%(office)sอ่านข้อเสนอของท่านแล้ว และยังไม่ปรับปรุงตามนี้ เพราะ"),
}


@dataclass(frozen=True)
class Suggested:
    """`what`: the plan, or the reason why there is none; `changed`: the result; `late`: what was not kept."""

    status: str
    tone: str
    sentence: str
    what: str
    changed: str
    late: str


def of_case(case: Case) -> list[Suggested]:
    """Asks nothing where nothing was suggested."""
    today, language = bangkok_date(timezone.now()), get_language() or "th"
    return [_told(item, today, language) for item in queries.of_case(case)]


def _told(item: ImprovementItem, today: date, language: str) -> Suggested:
    gaps = {
        "office": naming.office_called(item.office_id, language), "who": item.owner_role,
        "due": date_in(item.due_on, language, "full") if item.due_on else "",
        "done": date_in(item.done_at, language, "full") if item.done_at else "",
    }  # fmt: skip
    late = item.due_on is not None and item.due_on < today
    return Suggested(
        str(WORDS[item.status]), TONES.get(item.status, "going"), SENTENCES[item.status] % gaps,
        {DOING: item.what, DONE: item.what, DROPPED: item.why}.get(item.status, ""), item.changed,
        _("ขออภัย %(office)sยังไม่ได้ทำตามกำหนดเมื่อ%(due)s") % gaps if late else "",
    )  # fmt: skip
