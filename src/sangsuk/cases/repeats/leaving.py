"""How somebody who suffers from a matter too is forgotten: at her own word at once, and in the end by the rule.

Of whom nothing is kept, the row stays, so that the number she was given is nobody else's and the counts stay true.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.sealed import row_of
from sangsuk.common.sealing import seal
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices.actor import Actor

from .. import checking, remedies, workflow
from ..actions import move
from ..effects.joined import tree
from ..effects.merging import root
from ..models import Case, Group, Supporter
from ..standing import standings

KIND = "keep_supporters"
READ = ("closed_at", "merged_into", "office", "mission", "category", "province_code")
NOTHING = {"name": b"", "phone": b"", "email": b"", "address": b"", "mark": b"", "news": ""}


@transaction.atomic
def take_off(case: Case, who: str, *, by: Actor, reason: str, now: datetime | None = None) -> Supporter:
    """She does not want to stand on the list any more: what is kept of her goes, she counts no more, a note says why.

    `who`: her number on the list (7), or the one on her slip (5001-70-000123-7). Raises: NotAllowed unless the actor's
    office answers for the case; Refused.
    """
    now = now or timezone.now()
    reason = _allowed(case, by, reason)
    row = _found(case, who)
    if row.left_at is not None:
        raise Refused("left", _("ผู้เดือดร้อนลำดับนี้ถอนชื่อออกไปแล้ว"), "who")
    Supporter.objects.filter(pk=row.pk).update(**NOTHING, left_at=now, forgotten_at=row.forgotten_at or now)
    gaps = {"number": f"{row.case.number}-{row.no}", "reason": reason}
    text = _("ถอนผู้เดือดร้อนร่วม %(number)s ออกจากรายชื่อ และลบชื่อกับเบอร์แล้ว เพราะ: %(reason)s") % gaps
    move(Case.objects.get(pk=case.pk), "note", by=by, data={"text": str(text)}, now=now)
    return row


@transaction.atomic
def stand_for(group: Group, name: str, *, by: Actor, reason: str, now: datetime | None = None) -> None:
    """Somebody else stands for a group from now on; "" when nobody does. What was kept of the one before goes."""
    reason, name = _allowed(group.case, by, reason), checking.told(name, "representative", least=0, most=200)
    if group.forgotten_at is not None:
        raise Refused("forgotten", _("รายชื่อนี้พ้นกำหนดเก็บและลบแล้ว จึงเปลี่ยนผู้แทนไม่ได้"), "representative")
    row = row_of(group.case_id, group.sha256)
    Group.objects.filter(pk=group.pk).update(representative=seal(name, label="group.representative", row=row))
    said = _("เปลี่ยนผู้แทนกลุ่ม “%(group)s” เพราะ: %(reason)s") if name else _("ถอนชื่อผู้แทนกลุ่ม “%(group)s” เพราะ: %(reason)s")
    text = said % {"group": group.name or group.pk, "reason": reason}
    move(Case.objects.get(pk=group.case_id), "note", by=by, data={"text": str(text)}, now=now)


def _allowed(case: Case, by: Actor, reason: str) -> str:
    if workflow.OWNER not in standings(case, by):
        raise NotAllowed("not_yours", _("เฉพาะศูนย์ที่ดูแลเรื่องนี้จึงแก้รายชื่อได้"))
    return checking.reason(reason, "reason", _("กรุณาบอกว่าใครขอ และเพราะอะไร โดยไม่ต้องเขียนชื่อ"))


def _found(case: Case, who: str) -> Supporter:
    """On the list of this case, or of one that was merged into it."""
    number, _dash, no = thai.arabic_digits(who).replace("\x00", "").strip().upper().rpartition("-")
    rows = Supporter.objects.select_for_update(of=("self",)).select_related("case")
    if no.isascii() and no.isdigit() and len(no) < 8:
        here = Q(case__number=number, case__in=tree(case.pk)) if number else Q(case=case)
        if (row := rows.filter(here, no=int(no)).first()) is not None:
            return row
    raise Refused("nobody", _("ไม่พบผู้เดือดร้อนร่วมลำดับนี้ในเรื่องนี้ กรุณาดูเลขในรายชื่อหรือในใบติดตามของผู้นั้น"), "who")


def kept_until(case: Case) -> datetime | None:
    """Until when names and numbers on its lists are kept; None while it, or the one it is followed with, goes on."""
    return remedies.until(KIND, root(case))


def kept_months(now: datetime) -> int | None:
    """How many months after the end names are kept by the rule of today, for pages that say so; None by another unit."""
    found = deadlines.maybe(KIND, at=now)
    rule = deadlines.rule(found.rule_code) if found else None
    return rule.amount if rule and rule.unit == "months" else None


def forget_due(now: datetime) -> int:
    """Whoever is not needed any more by the rule is forgotten; returns how many. May run twice at once."""
    return sum(forget(case_id, now) for case_id in over(now))


def over(now: datetime, *, keep: Iterable[int] = ()) -> list[int]:
    """Cases whose lists still name somebody, though the rule says that their time is over. `keep`: who wants to be kept."""
    ended = Q(forgotten_at=None, case__closed_at__lte=now)
    some = {*Supporter.objects.filter(ended).exclude(pk__in=keep).values_list("case_id", flat=True).distinct()}
    some |= {*Group.objects.filter(ended).values_list("case_id", flat=True).distinct()}
    rows = Case.objects.filter(pk__in=some).only(*READ).order_by("pk")
    return [case.pk for case in rows if (last := kept_until(case)) and last < now]


@transaction.atomic
def forget(case_id: int, now: datetime, *, keep: Iterable[int] = ()) -> int:
    """Everybody on the lists of one case but those who want to be kept."""
    Group.objects.filter(case=case_id, forgotten_at=None).update(representative=b"", forgotten_at=now)
    rows = Supporter.objects.filter(case=case_id, forgotten_at=None).exclude(pk__in=keep)
    return rows.update(**NOTHING, forgotten_at=now)
