"""The marks of a case: what is out of the ordinary about it, always in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sangsuk.cases import story
from sangsuk.cases.models import Case
from sangsuk.catalog import queries as catalog
from sangsuk.offices.actor import Actor

from .doors import language

URGENT = {"urgent": "waiting", "life": "late"}


@dataclass(frozen=True)
class Badge:
    """A mark of a case: always a word."""

    word: str
    tone: str = "quiet"


def urgency_of(case: Case) -> Badge | None:
    """Only what is out of the ordinary."""
    if case.urgency not in URGENT:
        return None
    return Badge(story.value_words("urgency", case.urgency), URGENT[case.urgency])


def badges(case: Case, actor: Actor) -> list[Badge]:
    """The marks of a case. An agency sees how urgent it is; what the centre weighs and whom it called is the centre's."""
    urgent = [*_sealed(case), *([mark] if (mark := urgency_of(case)) else [])]
    if actor.at_agency:
        return urgent
    return [*urgent, *_asked_to_look(case, actor), *_kinds(case), *_way(case)]


def _sealed(case: Case) -> list[Badge]:
    if not case.is_sealed:
        return []
    return [Badge(_("ปิดผนึก: %(secrecy)s") % {"secrecy": story.value_words("secrecy", case.secrecy)}, "sealed")]


def _asked_to_look(case: Case, actor: Actor) -> list[Badge]:
    if not case.attention:
        return []
    if case.attention == actor.office_code:
        return [Badge(_("ขอให้ท่านดูแล"), "late")]
    return [Badge(_("ขอให้%(office)sดูแลแล้ว") % {"office": story.office_name(case.attention)}, "waiting")]


def _kinds(case: Case) -> list[Badge]:
    mission = next((m.name(language()) for m in catalog.missions() if m.code == case.mission), "")
    accused = story.value_words("accused_type", case.accused_type)
    found = [
        mission if case.mission != "grievance" else "",
        story.value_words("service_class", case.service_class) if case.service_class != "general" else "",
        story.value_words("nature", case.nature) if case.nature else "",
        _("ผู้ถูกร้อง: %(who)s") % {"who": accused} if case.accused_type not in ("", "none") else "",
        story.value_words("policy", case.policy_code) if case.policy_code else "",
    ]
    return [Badge(word) for word in found if word]


def _way(case: Case) -> list[Badge]:
    """How it came here."""
    found = [
        _("ส่งต่อมาแล้ว %(n)s ครั้ง") % {"n": case.hops} if case.hops else "",
        _("ผู้ร้องขอให้พิจารณาใหม่แล้ว") if case.appeals else "",
        _("เปิดใหม่แล้ว %(n)s ครั้ง") % {"n": case.reopened_count} if case.reopened_count else "",
        _("เตือนแล้ว %(n)s ครั้ง") % {"n": case.reminders} if case.reminders else "",
    ]
    return [Badge(word, "waiting") for word in found if word]
