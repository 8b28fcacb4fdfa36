"""The log of who looked tells nobody of a case from which he is kept, whatever his office oversees."""

from datetime import timedelta

import pytest

from factories import MONDAY, case
from people import STAFF, actor
from sangsuk.cases import overseeing
from sangsuk.ledger.models import Reading, ReadingAlarm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["daranee", "uthai"])
def test_the_ministry_oversees_all_looks_but_those_at_what_accuses_the_ministry(world: None, who: str) -> None:
    for one in STAFF:
        actor(one)
    looked = {}
    for n, accused in ((1, ()), (2, ("5001",)), (3, ("MOI",))):
        told = case(n, accused=accused)
        row = Reading.objects.create(
            at=MONDAY + timedelta(hours=n), user_id=actor("prasit").user_id, who="ประสิทธิ์ จังหวัด", office_code="5000",
            about=told.number, fields="name", reason="โทรนัดวันลงพื้นที่",
        )  # fmt: skip
        ReadingAlarm.objects.create(
            key=f"k{n}", kind="many", rule="r", at=row.at, user_id=row.user_id, who=row.who, office_code="5000",
            readings=[row.pk], found_at=row.at,
        )  # fmt: skip
        looked[n] = row.pk
    by = actor(who)
    assert set(overseeing.log_for(by).values_list("pk", flat=True)) == {looked[1], looked[2]}
    assert {row.key for row in overseeing.alarms_for(by)} == {"k1", "k2"}
