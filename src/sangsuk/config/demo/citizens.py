"""Citizens of the demo world who sign in with the pretended ThaID: a grandmother, her daughter, and a kamnan."""

from datetime import datetime, timedelta

from django.conf import settings

from sangsuk import thai
from sangsuk.accounts import citizens, mock, thaid
from sangsuk.accounts.models import User
from sangsuk.cases.mine import delegating, keeping
from sangsuk.cases.models import Case
from sangsuk.common.errors import Refused
from sangsuk.offices import posts
from sangsuk.offices import queries as offices

from . import watching

DISTRICT, SUBDISTRICT = "5001", "500107"
CHIEF = "suda@5001.sangsuk.example"


def make(*, now: datetime) -> None:
    """Nothing where the pretended ThaID is not open."""
    if not settings.MOCK_SIGN_IN:
        return
    bunma, malai = (_account(who, now) for who in ("bunma", "malai"))
    hers = Case.objects.unsealed().filter(district_id=DISTRICT, identity="named", channel="web").order_by("-id")
    looked_at = hers.filter(closed_at=None, submitted_at__lt=now - watching.FIRST)[:1]
    for case in {case.pk: case for case in (*hers[:2], *(looked_at or hers[2:3]))}.values():
        keeping.keep(bunma.pk, case)
    until = thai.bangkok_date(now) + timedelta(days=90)
    if not delegating.given_by(bunma.pk, now=now):
        name = citizens.known(bunma).name
        code = delegating.invite(bunma.pk, name=name, case=None, power="act", until=until, now=now)
        delegating.accept(code, user_id=malai.pk, name=citizens.known(malai).name, now=now)
    _kamnan(now)


def _account(who: str, now: datetime) -> User:
    person = mock.PEOPLE[who]
    told = {name: getattr(person, name) for name in ("pid", "given_name", "family_name", "ial")}
    return citizens.open_account(thaid.given(told, least_ial="1.1"), now=now)


def _kamnan(now: datetime) -> None:
    """Appointed by the chief of the district; he takes the post up when he signs in."""
    chief = User.objects.filter(email=CHIEF).first()
    by = offices.actor_for(chief, "desk") if chief else None
    person = mock.PEOPLE["thongdi"]
    if by is None:
        return
    try:
        posts.appoint(
            by=by, post="kamnan", area_code=SUBDISTRICT, number=person.pid, valid_to=None, order_no="12/2569 (สมมติ)",
            name=f"{person.given_name} {person.family_name}", valid_from=thai.bangkok_date(now) - timedelta(days=30), now=now,
        )  # fmt: skip
    except Refused:  # he is already
        return
