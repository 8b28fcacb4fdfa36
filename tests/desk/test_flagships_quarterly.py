"""The form of a quarter at the desk: who opens whose, and every figure on it leads to where it comes from."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from flagging import entry
from people import user
from sangsuk.flagships.folding import actions as folding
from sangsuk.flagships.models import Indicator

pytestmark = pytest.mark.usefixtures("world")
At = Callable[[str], Client]
FORM = "/desk/flagships/quarterly/f2564_01?of=f2564&quarter=FY2021Q2"
CODE = "f2564_01.activities"


@pytest.fixture
def at() -> At:
    def door(who: str) -> Client:
        client = Client()
        client.force_login(user(who))
        return client

    return door


@pytest.mark.parametrize(
    ("who", "area", "status"),
    [
        ("malee", "5001", 200),
        ("malee", "5002", 404),
        ("malee", "50", 404),
        ("prasit", "5002", 200),
        ("prasit", "", 404),
        ("dao", "", 200),
    ],
)
def test_nobody_opens_the_form_of_a_wider_area(at: At, who: str, area: str, status: int) -> None:
    assert at(who).get(f"{FORM}&area={area}").status_code == status


def test_every_figure_leads_to_its_passport_and_what_is_not_there_to_none(at: At) -> None:
    entry(Indicator.objects.get(pk=CODE), "5001", date(2021, 1, 1), Decimal(41))
    folding.fold_all()
    client = at("dao")
    for area, place in (("5001", "5001"), ("50", "50"), ("", "th")):
        shown = client.get(f"{FORM}&area={area}").content.decode()
        links = [f"/desk/flagships/passport/{CODE}/{place}/{period}" for period in ("FY2021Q2", "FY2021")]
        assert [shown.count(f'<a href="{link}">41</a>') for link in links] == [1, 1]
        assert "/FY2021Q1" not in shown
        assert all(client.get(link).status_code == 200 for link in links)
