"""The invented dockets of the demo world, at any hour of the week."""

from datetime import datetime, timedelta
from random import Random

import pytest

from factories import MONDAY
from sangsuk.cases import replay
from sangsuk.cases.mediation import counting, recording
from sangsuk.cases.models import Mediation
from sangsuk.config.demo import mediation
from sangsuk.config.demo.staff import Staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.mark.parametrize("hours", [0, 9, 30, 120, 150])
def test_whenever_it_is_made_there_is_a_contract_an_appointment_and_a_new_one(hours: int) -> None:
    now: datetime = MONDAY + timedelta(hours=hours)
    mediation.make(Staff(Random(1)), now=now)
    found = dict(Mediation.objects.values_list("subject", "status"))
    assert found["แนวรั้วระหว่างบ้านสองหลัง"] == "settled"
    assert found["เงินกู้ยืมระหว่างเพื่อนบ้าน"] == "appointed"
    assert set(found.values()) <= {"settled", "appointed", "docketed"}
    assert not Mediation.objects.filter(requested_at__gt=now).exists()
    assert Mediation.objects.get(status="appointed").session_at > now
    assert [*recording.differences(), *replay.differences(), *counting.docket_gaps()] == []
