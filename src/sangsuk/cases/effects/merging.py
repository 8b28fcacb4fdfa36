"""Two cases that are one: linked, merged, and taken apart again exactly as they were."""

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused

from ..models import STATE, Case, CaseEvent, CaseLink
from .base import Changes, Doing, Effect

KEPT = frozenset({"version"})
MOST_STEPS = 50
"""A chain of merged cases longer than this is a mistake."""


def other(doing: Doing, *, here: bool) -> Case:
    """The case whose number was given: another one that this person may see; `here`: her office answers for it too."""
    number = str(doing.data["into"]).strip().upper()
    seen = Case.objects.visible_to(doing.by).exclude(pk=doing.case.pk)
    found = seen.filter(number=number).first()
    if found is not None and _seal_of(found) != _seal_of(doing.case):
        raise Refused("sealed", _("เรื่องปิดผนึกรวมหรือเชื่อมกับเรื่องที่ปิดผนึกไม่เหมือนกันไม่ได้ เพราะจะเปิดเผยว่ามีเรื่องนั้น"), "into")
    if found is None or (here and found.office_id != doing.case.office_id):
        raise Refused("no_case", _("ไม่พบเรื่องเลขที่นี้ที่ศูนย์ของท่าน กรุณาตรวจเลขที่อีกครั้ง"), "into")
    return found


def _seal_of(case: Case) -> tuple[bool, frozenset[str], frozenset[int]]:
    return case.is_sealed, frozenset(case.accused), frozenset(case.accused_people)


def pair(case: Case, other: Case) -> dict[str, int]:
    """Two cases as a link names them."""
    one, two = sorted((case.pk, other.pk))
    return {"one_id": one, "other_id": two}


def _link(doing: Doing) -> Changes:
    if CaseLink.objects.filter(**pair(doing.case, other(doing, here=False))).exists():
        raise Refused("linked", _("สองเรื่องนี้เชื่อมกันอยู่แล้ว"), "into")
    return {}


def _unlink(doing: Doing) -> Changes:
    if not CaseLink.objects.filter(**pair(doing.case, other(doing, here=False))).exists():
        raise Refused("no_link", _("สองเรื่องนี้ไม่ได้เชื่อมกัน"), "into")
    return {}


def _merge(doing: Doing) -> Changes:
    """Both rows are locked, the older first, so that two officers who join the same two cases at once meet in order."""
    into = other(doing, here=True)
    locked = Case.objects.select_for_update().filter(pk__in=(doing.case.pk, into.pk)).order_by("pk")
    into = next(case for case in locked if case.pk == into.pk)
    if into.merged_into_id is not None:
        raise Refused(
            "merged_already", _("เรื่องนั้นรวมกับเรื่อง %(number)s แล้ว กรุณาใช้เลขที่นี้แทน") % {"number": root(into).number}, "into"
        )
    if not into.is_open:
        raise Refused("case_closed", _("เรื่องหลักจบไปแล้ว จึงรวมเข้าด้วยไม่ได้"), "into")
    if into.office_id != doing.case.office_id:
        raise Refused("no_case", _("ไม่พบเรื่องเลขที่นี้ที่ศูนย์ของท่าน กรุณาตรวจเลขที่อีกครั้ง"), "into")
    if doing.duties:
        raise Refused("open_duty", _("ยังมีงานค้างอยู่ในเรื่องนี้ กรุณาทำให้เสร็จหรือยกเลิกก่อนรวมเรื่อง"), "move")
    return {"merged_into_id": into.pk, "closed_at": doing.now}


def root(case: Case) -> Case:
    """The case that stands for this one: itself, or the last of the chain that it was merged into."""
    for _step in range(MOST_STEPS):
        if case.merged_into_id is None:
            return case
        case = Case.objects.get(pk=case.merged_into_id)
    raise RuntimeError(f"{case.number} was merged in a circle")


def _unmerge(doing: Doing) -> Changes:
    """Every field as it was before the merge, and nothing else. What the events do not speak of had its default."""
    events = CaseEvent.objects.filter(case_id=doing.case.pk).order_by("seq").values_list("seq", "move", "changes")
    merged = max(seq for seq, move, _changes in events if move == "merge")
    state: Changes = {}
    for seq, _move, changes in events:
        if seq < merged:
            state |= changes
    fields = {name: Case._meta.get_field(name.removesuffix("_id")) for name in STATE if name not in KEPT}
    return {n: f.to_python(state[n]) if n in state else f.get_default() for n, f in fields.items()}  # type: ignore[union-attr]


EFFECTS: dict[str, Effect] = {"link": _link, "unlink": _unlink, "merge": _merge, "unmerge": _unmerge}
