"""What is kept of one who follows another's case, at her own word: said back to her, put right, let go.

She comes with the number and the key of her slip; the case, and who told it, are none of hers and are not touched.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.common.sealed import row_of, unseal_field
from sangsuk.common.sealing import seal
from sangsuk.notifications import forgetting as messages
from sangsuk.notifications import queries as notifications

from .. import checking
from ..checking import Person
from ..models import Supporter
from .leaving import NOTHING
from .me_too import number_of

REACH = ("phone", "email")


def contact(row: Supporter) -> Person:
    """For the machine that writes to her, and for herself; no official opens it."""
    return Person(*(unseal_field(row, part) for part in ("name", "phone", "email")))


def correct(row: Supporter, field: str, value: str) -> str:
    """Her telephone or e-mail; returns the old one. Raises Refused."""
    if field not in REACH or row.forgotten_at is not None:
        raise Refused("not_kept", _("เราไม่ได้เก็บข้อมูลนี้ของผู้เดือดร้อนร่วม จึงไม่มีให้แก้"), "value")
    fresh = checking.phone(value) if field == "phone" else checking.email(value)
    old = unseal_field(row, field)
    sealed = seal(fresh, label=f"supporter.{field}", row=row_of(row.case_id, row.no))
    Supporter.objects.filter(pk=row.pk, forgotten_at=None).update(**{field: sealed})
    return old


def leave(names: list[str], *, until: datetime, now: datetime) -> int:
    """These, by `name_of`, who joined before `until`: nothing is kept of them and they are counted no more."""
    gone = 0
    for name in names:
        client_id, _dash, no = name.rpartition("/")
        row = Supporter.objects.filter(case__client_id=client_id, no=int(no), at__lte=until, left_at=None).first()
        if row is None:
            continue
        changes = {**NOTHING, "left_at": now, "forgotten_at": row.forgotten_at or now}
        gone += Supporter.objects.filter(pk=row.pk).update(**changes)
        messages.forget(notifications.to_supporter(row.pk))
    return gone


def name_of(row: Supporter) -> str:
    """Which one she is for good, also in a backup: of whom nothing is said by it."""
    return f"{row.case.client_id}/{row.no}"


def held(row: Supporter) -> dict[str, Any]:
    """All that stands in her row."""
    person = contact(row)
    return {
        "number": number_of(row), "joined_at": row.at, "language": row.language, "notice": row.notice, "name": person.name,
        "phone": person.phone, "email": person.email, "address": unseal_field(row, "address"),
        "forgotten_at": row.forgotten_at,
    }  # fmt: skip
