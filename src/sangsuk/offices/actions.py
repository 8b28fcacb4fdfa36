"""Loading the offices, and saying who works where."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.accounts import actions as accounts
from sangsuk.accounts.models import Session, User
from sangsuk.common import remember
from sangsuk.common.errors import Refused
from sangsuk.places.models import District, Province

from . import queries, sources
from .models import Membership, Office

Progress = Callable[[int, int], None]

_LOADED = [
    "kind", "level", "name_th", "name_en", "parent_id", "province_code", "district_id", "agency_kind", "is_centre",
    "legal_basis", "hours_th", "hours_en", "phone", "valid_from", "valid_to", "source",
]  # fmt: skip


@transaction.atomic
def load(progress: Progress | None = None) -> int:
    """Write the offices that differ from the tables; returns how many. Needs the places loaded.

    Offices that an operator added, and an office's own line and web address, are left alone.
    """
    wanted = sources.offices(list(Province.objects.all()), list(District.objects.all()))
    present = {row[0]: row[1:] for row in Office.objects.values_list("code", *_LOADED)}
    different = [o for o in wanted if present.get(o.code) != tuple(getattr(o, name) for name in _LOADED)]
    if different:
        Office.objects.bulk_create(
            different,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=[*(name.removesuffix("_id") for name in _LOADED), "changed_at"],
            batch_size=1000,
        )
        remember.forget_all()
        transaction.on_commit(remember.forget_all)
    if progress:
        progress(len(wanted), len(wanted))
    return len(different)


def appoint(user: User, office: Office | str, role: str, *, valid_from: date | None = None) -> Membership:
    """Let a person work for an office from a day on (today). Appointing again to the same office changes the role."""
    if role not in Membership.Role.values:
        raise Refused("unknown_role", _("ไม่รู้จักบทบาทนี้ กรุณาเลือกบทบาทจากรายการ"), "role")
    if user.kind != User.Kind.STAFF:
        raise Refused("not_an_official", _("บัญชีนี้เป็นของประชาชน จึงให้ทำงานในหน่วยงานไม่ได้"), "user")
    code = office if isinstance(office, str) else office.code
    if not Office.objects.filter(code=code).exists():
        raise Refused("unknown_office", _("ไม่พบหน่วยงานรหัสนี้"), "office")
    membership, _created = Membership.objects.update_or_create(
        user=user,
        office_id=code,
        valid_to=None,
        defaults={"role": role},
        create_defaults={"role": role, "valid_from": valid_from or timezone.localdate()},
    )
    return membership


def release(membership: Membership, *, on: date) -> None:
    """The person works there no longer, from that day on. A membership that never began is taken away.

    Who then works nowhere is signed out at once.
    """
    if on <= membership.valid_from:
        membership.delete()
    else:
        Membership.objects.filter(pk=membership.pk, valid_to=None).update(valid_to=on)
    if on <= timezone.localdate() and not queries.memberships_of(membership.user):
        accounts.end_sessions(membership.user)


def end_sessions_of_the_released() -> int:
    """Who works nowhere any more, since last midnight perhaps, is signed out."""
    working = queries.memberships(timezone.localdate()).filter(user_id=OuterRef("user_id"))
    idle = Session.objects.filter(user__kind=User.Kind.STAFF).exclude(Exists(working))
    return idle.delete()[0]
