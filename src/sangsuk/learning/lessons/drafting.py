"""The four parts out of a case or a story: what may be read, masked, with relative days and without offices' names.

A draft is for its author to work on; nothing of it is shown before a second person has read it.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import override

from sangsuk import thai
from sangsuk.cases import prints, reporters
from sangsuk.cases import story as telling
from sangsuk.cases.models import Callback, Case, CaseEvent
from sangsuk.catalog import queries as catalog
from sangsuk.offices import queries as offices
from sangsuk.stories.models import Pledge, Story, StoryAnswer
from sangsuk.thai.dates import bangkok_date

from .anonymity import clean

ASKED = "ถ้าท่านเป็นเจ้าหน้าที่ที่ได้รับเรื่องนี้ ท่านจะทำอะไรก่อน ใครควรร่วมแก้ และจะบอกผู้ร้องว่าอย่างไร"
ASKED_OF_STORY = "ถ้าท่านเป็นเจ้าหน้าที่ในวันนั้น ท่านจะทำอย่างไร และอยากให้ประชาชนกลับบ้านไปด้วยความรู้สึกอย่างไร"
_KINDS = {"district": "ศูนย์ดำรงธรรมอำเภอ", "province": "ศูนย์ดำรงธรรมจังหวัด", "ministry": "ศูนย์ดำรงธรรมกระทรวงมหาดไทย"}
_AGENCY = "หน่วยงานที่รับผิดชอบ"
_LEAST_NAME = 4
_QUIET = frozenset({"delegate", "assign", "categorise", "classify", "note", "checklist", "grade", "receive"})
"""Moves that only sort: nothing is learned from them."""
_LATER = frozenset({"agree", "object", "rate", "reopen", "appeal"})


def of_case(case: Case) -> dict[str, str]:
    """Thai, as lessons are. Four queries."""
    events = list(CaseEvent.objects.filter(case=case).order_by("seq"))
    with override("th"):
        lines = telling.lines(events, audience=telling.CITIZEN, redacted=True)
    names = _Names(case)
    told = [text for text in (case.description, case.wish) if text.strip()]
    situation = "\n\n".join([names.cleaned(told[0]) if told else "", *(_wished(names, text) for text in told[1:])])
    done = [names.hidden(_done(line, case.submitted_at, names)) for line in lines if _is_deed(line)]
    said = [names.hidden(_said(line, names)) for line in lines if line.by_citizen and line.move in _LATER]
    return {
        "title": _title(case), "situation": situation.strip(), "question": ASKED, "done": "\n".join(filter(None, done)),
        "said": "\n".join(filter(None, [*said, *_called_back(case, names)])),
    }  # fmt: skip


def _title(case: Case) -> str:
    card = catalog.all_categories().get(case.category_id or "")
    return f"{card.name('th')}: เรื่องที่จบแล้วเรื่องหนึ่ง" if card else "เรื่องที่จบแล้วเรื่องหนึ่ง"


def _wished(names: "_Names", text: str) -> str:
    return f"ผู้ร้องขอว่า {names.cleaned(text)}"


def _is_deed(line: telling.Line) -> bool:
    return not line.by_citizen and line.move not in _QUIET


def _done(line: telling.Line, since: datetime, names: "_Names") -> str:
    day = (bangkok_date(line.at) - bangkok_date(since)).days + 1
    said = " ".join(names.cleaned(part.text) for part in line.parts if part.field not in ("settlement", "relief_kind"))
    sentence = line.sentence.replace("ท่าน", "ผู้ร้อง")
    return f"วันที่ {day}: {sentence}" + (f": {said}" if said else "")


def _said(line: telling.Line, names: "_Names") -> str:
    """Her own words, and of a rating how it was solved."""
    told = {part.field: names.cleaned(part.text) for part in line.parts}
    said = [f"ผู้ร้องบอกผลว่า {told['solved']}"] if "solved" in told else [line.sentence.replace("ท่าน", "ผู้ร้อง")]
    said += [f"ให้คะแนน {told['rating']}"] if "rating" in told else []
    said += [f"“{told[name]}”" for name in ("text", "comment") if name in told]
    return " ".join(said)


def _called_back(case: Case, names: "_Names") -> Iterable[str]:
    """What she said when another office asked her."""
    found = Callback.objects.filter(case=case, reached=True).exclude(said="").first()
    if found is not None:
        yield f"เมื่อหน่วยงานอื่นโทรถาม ผู้ร้องบอกว่า {names.cleaned(found.said)}"


def _called(case: Case) -> list[str]:
    """What whoever told the case is called, to take it out of the draft: her full name, and her given name where it is long
    enough to be no other word. Seen by nobody."""
    full = prints.plain_name(reporters.contact(case, ("name",)).name)
    given = full.split()[0] if full else ""
    return [name for name in (full, given) if len(name) >= _LEAST_NAME]


class _Names:
    """The people, offices and places of one case, each with the words that stand instead."""

    def __init__(self, case: Case) -> None:
        self.instead: list[tuple[re.Pattern[str], str]] = [
            (re.compile(re.escape(name)), "ผู้ร้อง") for name in _called(case)
        ]
        held = {case.office_id, case.agency_id or "", case.came_from, *case.holders}
        cards = [card for code, card in offices.known().items() if code in held]
        for card in sorted(cards, key=lambda one: -len(one.name_th)):
            words = _AGENCY if card.level == "agency" else _KINDS.get(card.level, _AGENCY)
            self.instead.append((re.compile(re.escape(card.name_th)), words))
        self._place("บ้าน|หมู่บ้าน", case.village.name_th if case.village else "", "หมู่บ้านแห่งหนึ่ง")
        self._place("ตำบล|ต\\.|แขวง|เทศบาลตำบล", case.subdistrict.name_th if case.subdistrict else "", "ตำบลแห่งหนึ่ง")
        self._place("อำเภอ|อ\\.|เขต", case.district.name_th, "อำเภอแห่งหนึ่ง")
        self._place("จังหวัด|จ\\.", case.district.province.name_th, "จังหวัดแห่งหนึ่ง")

    def _place(self, before: str, name: str, instead: str) -> None:
        if name:
            self.instead.append((re.compile(rf"(?:{before})\s?{re.escape(name)}"), instead))

    def cleaned(self, text: str) -> str:
        """Her name first: the masks would know it in parts only."""
        return clean(self.hidden(text))

    def hidden(self, text: str) -> str:
        for pattern, words in self.instead:
            text = pattern.sub(words, text)
        return text


def of_story(story: Story) -> dict[str, str]:
    """What is shown of it, the office's last answer, and its promises. Two queries."""
    answer = StoryAnswer.objects.filter(story=story).order_by("-no").first()
    pledges = list(Pledge.objects.filter(story=story).order_by("no"))
    done = [f"ที่ว่าการอำเภอตอบว่า {clean(answer.text)}"] if answer else []
    done += [_pledged(one) for one in pledges]
    said = [f"ผู้เล่ายืนยันว่าเปลี่ยนจริง: {clean(one.what)}" for one in pledges if one.confirmed_at]
    said += [f"ผู้เล่าบอกว่ายังขาด: {clean(one.said)}" for one in pledges if one.said and not one.confirmed_at]
    card = offices.known().get(story.office_id)
    place = [(card.name_th, "ที่ว่าการอำเภอ")] if card else []
    made = {
        "title": clean(story.title_shown), "situation": clean(story.text_shown), "question": ASKED_OF_STORY,
        "done": "\n".join(done), "said": "\n".join(said),
    }  # fmt: skip
    return {part: _without(text, place) for part, text in made.items()}


def _pledged(one: Pledge) -> str:
    return f"รับว่าจะ{clean(one.what)}" + (f" แล้วทำดังนี้ {clean(one.did)}" if one.did else "")


def _without(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for name, words in pairs:
        text = text.replace(name, words)
    return text


def index_words(parts: dict[str, str]) -> str:
    return thai.index_words("\n".join(parts.values()))
