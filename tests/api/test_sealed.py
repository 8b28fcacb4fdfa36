"""What a program of an office sends in and what accuses that office: taken, and nothing given by which to find it."""

from typing import Any

import pytest

from sangsuk.cases.models import Case
from sangsuk.common import ids

from .calling import told

pytestmark = pytest.mark.django_db
BRIBE = "ปลัดอำเภอเรียกเงินสองพันบาทตอนทำบัตรประชาชน ใครไม่จ่ายให้รอทั้งวัน"


def test_a_program_of_the_accused_hands_on_and_learns_nothing_to_find_it_by(api: Any) -> None:
    answer = api.as_("malee").post("/cases", told(description=BRIBE))
    made = Case.objects.get()
    assert (made.office_id, made.accused) == ("5000", ["5001"])
    assert answer.status_code == 201
    assert "Location" not in answer.headers
    given = answer.json()
    assert (given["number"], given["key"], given["track_url"], given["events"], given["due"]) == (
        "",
        None,
        "",
        [],
        None,
    )
    assert made.number not in answer.content.decode() and ids.secret_key(made.client_id) not in answer.content.decode()
    assert given["office"] == {"code": "", "name": ""}


def test_sent_again_it_is_still_not_told(api: Any) -> None:
    program = api.as_("malee")
    program.post("/cases", told(description=BRIBE))
    again = program.post("/cases", told(description=BRIBE))
    assert again.status_code == 200
    assert (again.json()["number"], again.json()["key"]) == ("", None)
    assert Case.objects.count() == 1


@pytest.mark.parametrize("who", ["prasit", "anan", None])
def test_whoever_is_not_accused_is_given_the_number(api: Any, who: str | None) -> None:
    answer = (api.as_(who) if who else api).post("/cases", told(description=BRIBE))
    assert answer.status_code == 201
    assert answer.json()["number"] == Case.objects.get().number
