"""Who judges, and what she does not judge: her home, her own work, her kin, and what she says herself."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.accounts.models import User
from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import Membership
from sangsuk.places import queries as places

from ..models import Conflict, Entry, Juror, Round
from . import rounds


def candidates() -> list[User]:
    """Everybody who is a judge today."""
    today = timezone.localdate()
    post = Membership.objects.filter(role="judge", valid_from__lte=today).exclude(valid_to__lte=today)
    return list(User.objects.filter(pk__in=post.values("user_id"), is_active=True).order_by("name", "pk"))


@transaction.atomic
def seat(
    round_: Round, user: User, *, home: str, ties: Iterable[str] = (), by: Actor, now: datetime | None = None
) -> Juror:
    """Into the jury, with the district she comes from and those in which she has kin. Raises Refused."""
    now = now or timezone.now()
    held = rounds.held(round_, by)
    if user.pk not in {one.pk for one in candidates()}:
        raise Refused("bad_choice", _("ผู้นี้ยังไม่ได้รับแต่งตั้งเป็นกรรมการตัดสิน"), "user")
    if user.pk == by.user_id:
        raise Refused("bad_choice", _("ผู้จัดรอบเป็นกรรมการของรอบตนเองไม่ได้"), "user")
    wanted = sorted({code for code in (home, *ties) if code})
    for code in wanted:
        places.district(code)
    known = held.jurors.filter(user=user).first()
    no = known.no if known else f"{held.jurors.count() + 1:02}"
    given = {"no": no, "home": home, "ties": [code for code in wanted if code != home], "left_at": None}
    juror, _made = Juror.objects.update_or_create(round=held, user=user, defaults=given)
    rounds.note(held, "seat", by=by, now=now, juror=juror.no)
    return juror


@transaction.atomic
def unseat(round_: Round, juror: Juror, *, by: Actor, now: datetime | None = None) -> None:
    """Out of the jury, before the judging begins."""
    now = now or timezone.now()
    held = rounds.held(round_, by)
    Juror.objects.filter(pk=juror.pk, round=held).update(left_at=now)
    rounds.note(held, "unseat", by=by, now=now, juror=juror.no)


def find_conflicts(round_: Round, now: datetime) -> None:
    """Write down every conflict that the places say: home, kin, and the office she works for."""
    entries = list(round_.entries.filter(off_at=None).select_related("story__office"))
    jurors = list(round_.jurors.filter(left_at=None))
    work: dict[int, set[str]] = {}
    posts = Membership.objects.filter(user__in=[one.user_id for one in jurors]).exclude(role="judge")
    posts = posts.exclude(valid_to__lte=timezone.localdate(now))
    for user_id, office in posts.values_list("user_id", "office_id"):
        work.setdefault(user_id, set()).add(office)
    found = [
        Conflict(entry=entry, juror=juror, kind=kind, at=now)
        for entry in entries
        for juror in jurors
        if (kind := _kind(round_, entry, juror, work.get(juror.user_id, set())))
    ]
    Conflict.objects.filter(entry__round=round_, kind__in=["home", "work", "kin"]).delete()
    Conflict.objects.bulk_create(found, ignore_conflicts=True)


def _kind(round_: Round, entry: Entry, juror: Juror, work: set[str]) -> str:
    story = entry.story
    district = story.office.district_id or ""
    if story.office_id in work or (story.office.parent_id or "") in work:
        return "work"
    if juror.home and (juror.home == district or (round_.ties_by_province and juror.home[:2] == story.province_code)):
        return "home"
    return "kin" if district and district in juror.ties else ""


def forbidden(round_: Round) -> dict[str, set[str]]:
    """For each packet the numbers of those who may not judge it. One query."""
    found: dict[str, set[str]] = {}
    rows = Conflict.objects.filter(entry__round=round_, entry__off_at=None)
    for packet, no in rows.values_list("entry__packet", "juror__no"):
        found.setdefault(packet, set()).add(no)
    return found
