"""Stories as the moderation pages show them: clocks and grades in words, what was found with its choices."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.deadlines import queries as deadlines
from sangsuk.deadlines import say
from sangsuk.stories import beside, naming, table
from sangsuk.stories import words as story_words
from sangsuk.stories.models import Story
from sangsuk.stories.moderation import answers, placing, queries, rows, words
from sangsuk.stories.moderation.found import MASK, PEN_NAME, Proposal
from sangsuk.stories.moderation.grading import DUTY, URGENT

from .moderation_forms import FORMS

TABS: tuple[tuple[str, Any, str], ...] = (
    ("", gettext_lazy("รอตรวจทั้งหมด"), "all"), ("duty", words.LANES["duty"], "duty"),
    ("careful", words.LANES["careful"], "careful"), ("fast", words.LANES["fast"], "fast"),
    ("asked", gettext_lazy("รอผู้เล่าตอบ"), "asked"), (queries.FILES, gettext_lazy("ไฟล์ที่ส่งเพิ่ม"), "files"),
    ("rejected", gettext_lazy("ไม่ผ่าน"), ""),
    ("taken_down", gettext_lazy("นำออกแล้ว"), ""),
)  # fmt: skip
TONES = {"fast": "going", "careful": "waiting", "duty": "late"}
CHOICES: dict[str, Any] = {
    answers.TAKE: gettext_lazy("ใช้ “%(instead)s” แทน"), answers.OWN: gettext_lazy("ใช้ถ้อยคำอื่น"),
    answers.NOT_IT: gettext_lazy("ไม่ใช่ข้อมูลส่วนบุคคล คงไว้"), answers.CONSENTED: gettext_lazy("เจ้าของชื่อยินยอมแล้ว คงไว้"),
    answers.LEAVE: gettext_lazy("คงไว้ ไม่ต้องถามผู้เล่า"),
}  # fmt: skip
TO_AUTHOR = gettext_lazy("เสนอผู้เล่าให้ใช้ “%(instead)s”")
OWN_TO_AUTHOR = gettext_lazy("เสนอถ้อยคำอื่น")


def tabs_of(counts: Mapping[str, int], current: str, here: str) -> list[dict[str, Any]]:
    return [
        {
            "label": label, "url": f"{here}?{urlencode({'lane': code})}" if code else here, "current": code == current,
            "count": counts[key] if key else None, "late": key == "duty",
        }
        for code, label, key in TABS
    ]  # fmt: skip


def clock_of(story: Story, now: datetime, language: str) -> str:
    """How long is left, in words."""
    if story.due_at is None:
        return ""
    if story.lane == DUTY and story.due_at > now:
        minutes = int((story.due_at - now).total_seconds() // 60)
        return _("เหลือ %(minutes)s นาที") % {"minutes": minutes}
    return say.remaining(story.due_at, now, deadlines.calendar(story.province_code), language)


def row_of(story: Story, now: datetime, language: str) -> dict[str, Any]:
    """One line of the queue. Nothing of what was told stands in it: the first look belongs to the page."""
    return {
        "code": story.code, "office": naming.office_called(story.office_id, language), "received_at": story.received_at,
        "status": story_words.STATUSES[story.status][0], "lane": words.LANES.get(story.lane, ""),
        "lane_tone": TONES.get(story.lane, "quiet"), "tone": story_words.TONES[story.tone],
        "clock": clock_of(story, now, language), "late": story.due_at is not None and story.due_at < now,
        "severity": story.severity, "signs": words.signs(getattr(story, "signs", None)),
    }  # fmt: skip


def finding_of(one: Proposal, no: int, told: str, answered: answers.Answers, *, open_: bool) -> dict[str, Any]:
    """One thing that was found, with what a moderator may answer. Whose consent is not on record is not offered to stand."""
    mask = one.group == MASK
    answer = answered.moderator.get(one.key)
    codes = [code for code in answers.choices(one) if answers.holds(code, one, answered.names)]
    labels = CHOICES if mask else CHOICES | {answers.TAKE: TO_AUTHOR, answers.OWN: OWN_TO_AUTHOR}
    chosen = answer.choice if answer and answer.choice in codes else answers.TAKE
    said = answered.author.get(one.key)
    return {
        "no": no, "key": one.key, "mask": mask, "was": told[one.start : one.end], "pen": one.kind == PEN_NAME, "kind": words.KINDS[one.kind],
        "why": words.WHY[one.why], "points": one.points, "open": open_, "own": answer.words if answer else "",
        "choices": [(code, labels[code] % {"instead": one.instead}, code == chosen) for code in codes],
        "author": "" if said is None else said.words or CHOICES[said.choice] % {"instead": answers.offered(one, answered)},
    }  # fmt: skip


def given_in(post: QueryDict) -> dict[str, tuple[str, str]]:
    """Answers as the form sends them: `m:KEY` the choice, `w:KEY` her own words."""
    return {
        name[2:]: (str(value), post.get(f"w:{name[2:]}", "")) for name, value in post.items() if name.startswith("m:")
    }


def context_of(found: queries.Looked, now: datetime, language: str, *, forms: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the page of one story shows."""
    story, look, told = found.story, found.review, placing.compose(found.told.title, found.told.text)
    may = {move.name for move in found.moves}
    started = {"version": story.version}
    shown = {
        "title_shown": found.title, "text_shown": found.text, "theme": story.theme or look.theme,
        "severity": look.severity if story.severity is None else story.severity,
    }  # fmt: skip
    made = {
        name: forms.get(name) or made(initial=started | (shown if name == "publish" else {}))
        for name, made in FORMS.items()
        if name in may
    }
    shown_form = forms.get("publish") or forms.get("keep") or made.get("publish")
    return {
        "story": story, "row": row_of(story, now, language), "signs": words.signs(found.events[0].data.get("signs")),
        "told": found.told, "beside": beside.of(story, found.told), "stretches": found.stretches,
        "findings": [
            finding_of(
                one, no, found.told.pen_name if one is found.pen_name else told, found.answered, open_="mark" in may
            )
            for no, one in enumerate(found.findings, start=1)
        ],
        "look": look, "level": words.LEVELS[look.anonymity.level], "parts": found.differs, "may": may,
        "pieces": [(words.KINDS[kind], points) for kind, points in look.anonymity.pieces.items()],
        "reasons": [words.reason(one.code, dict(one.gaps)) for one in look.reasons],
        "alarms": [(words.ALARMS[a.lane], told[a.start : a.end], a.lane in URGENT) for a in look.alarms],
        "lines": rows.help_lines({a.lane for a in look.alarms} & URGENT),
        "forms": made, "shown": shown_form, "files": found.files, "unread": found.unread, "grade": _grade(look.severity, language),
        "asks": bool(answers.to_ask(look.proposals, found.answered)), "events": _events(found),
        "duty_first": story.lane == DUTY, "hint_tone": story_words.TONES[look.tone],
        "wrong": next((form for form in (*forms.values(),) if form.errors), None),
    }  # fmt: skip


def _grade(severity: int, language: str) -> str:
    return next(
        (f"{one.grade} {rows.said(one, 'name', language)}" for one in rows.grades() if one.grade == severity), ""
    )


def _events(found: queries.Looked) -> list[dict[str, Any]]:
    moves = table.MOVES
    return [
        {
            "at": one.at, "who": one.actor_name or (_("ผู้เล่า") if one.actor_kind == "citizen" else ""),
            "said": moves[one.move].said if one.move in moves else _("ส่งเรื่องเล่า"),
            "text": "\n".join(str(one.data[name]) for name in ("note", "why", "done") if one.data.get(name)),
        }
        for one in found.events
    ]  # fmt: skip
