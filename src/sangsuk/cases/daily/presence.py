"""Who has this case open just now, so that two people do not answer the same citizen. Nobody's history."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from sangsuk.offices.actor import Actor

from ..models import Case, Presence

FRESH = timedelta(seconds=50)
"""Two beats of twenty seconds and some: one beat that is lost makes nobody vanish."""
ROLES = ("officer", "chief", "agency")
"""Who can act. Who only looks does nothing twice, and is not watched."""

# One statement: her own beat, and the others. A beat younger than five seconds is not written again.
_BEAT = """
with beat as (
    insert into cases_presence (case_id, user_id, office_code, seen_at) values (%(case)s, %(user)s, %(office)s, %(now)s)
    on conflict (case_id, user_id) do update set seen_at = excluded.seen_at, office_code = excluded.office_code
    where cases_presence.seen_at < excluded.seen_at - interval '5 seconds')
select person.name, here.office_code from cases_presence here join accounts_user person on person.id = here.user_id
where here.case_id = %(case)s and here.user_id <> %(user)s and here.seen_at > %(since)s
  and (%(own)s = '' or here.office_code = %(own)s)
order by person.name limit 6
"""


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else at this case, and for which office."""

    name: str
    office_code: str


def beat(case: Case, actor: Actor, now: datetime) -> list[Other]:
    """Say that this person has the case open, and learn who else has. For those who see the case only. One query.

    An agency sees its own people: how the centre works inside is not shown to it.
    """
    if actor.user_id is None or actor.role not in ROLES:
        return []
    inside = actor.at_agency
    given: dict[str, Any] = {
        "case": case.pk, "user": actor.user_id, "office": actor.office_code, "now": now, "since": now - FRESH,
        "own": actor.office_code if inside else "",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_BEAT, given)
        return [Other(*row) for row in cursor.fetchall()]


def sweep(now: datetime) -> int:
    """Forget who has been gone for an hour."""
    return Presence.objects.filter(seen_at__lt=now - timedelta(hours=1)).delete()[0]
