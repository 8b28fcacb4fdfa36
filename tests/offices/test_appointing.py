"""Who may give which work to whom: one table, and what holds for every pair."""

from dataclasses import replace
from itertools import product

import pytest
from django.utils import timezone

import people
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices import appointing, queries
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import Membership
from sangsuk.offices.staff import hire

pytestmark = pytest.mark.usefixtures("world")


def keeper(office: str, role: str = "admin", *, elevated: bool = False) -> Actor:
    card = queries.office(office)
    return Actor("staff", 1, "ผู้ดูแล", role, card.code, card.level, card.province_code, "desk", elevated=elevated)


CENTRE = ["officer", "chief", "executive", "admin"]
AGENCY = ["chief", "agency", "admin"]
NATIONAL = ["dpo", "auditor", "judge"]
TABLE = {
    ("5001", "5001"): CENTRE,
    ("5001", "5002"): [],
    ("5001", "5000"): [],
    ("5001", "MOI"): [],
    ("5001", "50-electricity"): [],
    ("5000", "5000"): CENTRE,
    ("5000", "5001"): CENTRE,
    ("5000", "50-electricity"): AGENCY,
    ("5000", "3000"): [],
    ("5000", "3001"): [],
    ("5000", "MOI"): [],
    ("50-electricity", "50-electricity"): AGENCY,
    ("50-electricity", "5001"): [],
    ("MOI", "MOI"): [*CENTRE, *NATIONAL],
    ("MOI", "5001"): CENTRE,
    ("MOI", "50-electricity"): AGENCY,
}


@pytest.mark.parametrize(("own", "other"), TABLE)
def test_an_administrator_gives_what_the_table_says(own: str, other: str) -> None:
    assert set(appointing.roles_for(keeper(own), queries.office(other))) == set(TABLE[own, other])


@pytest.mark.parametrize("office", ["MOI", "5000", "5001", "50-electricity"])
def test_a_national_operator_gives_nothing_until_her_power_is_on(office: str) -> None:
    card = queries.office(office)
    assert appointing.roles_for(keeper("MOI", "operator"), card) == []
    fitting = {role for role in appointing.ROLES if appointing.fits(role, card)}
    assert set(appointing.roles_for(keeper("MOI", "operator", elevated=True), card)) == fitting


@pytest.mark.parametrize("role", [r for r in Membership.Role.values if r not in ("admin", "operator")])
def test_nobody_else_gives_anything(role: str) -> None:
    actor = replace(keeper("MOI", role), elevated=True)
    assert [appointing.roles_for(actor, queries.office(code)) for code in ("MOI", "5000", "5001")] == [[], [], []]


def test_an_operator_of_a_province_makes_no_accounts() -> None:
    assert appointing.roles_for(keeper("5000", "operator", elevated=True), queries.office("5001")) == []


OFFICES = ["MOI", "DOPA", "5000", "5001", "5002", "3000", "3001", "50-electricity", "30-electricity"]


@pytest.mark.parametrize("own", OFFICES)
def test_no_administrator_reaches_upwards_or_beside_or_makes_an_operator(own: str) -> None:
    for other, role in product(OFFICES, appointing.ROLES):
        if appointing.may_give(keeper(own), role, queries.office(other)):
            assert other == own or queries.is_above(own, other)
            assert role != "operator"
            assert queries.office(own).level == "ministry" or role not in appointing.NATIONAL


@pytest.mark.parametrize("role", appointing.ROLES)
def test_who_may_end_a_work_could_have_given_it(role: str) -> None:
    """Or an administrator could throw out those above him, or become one of them by resetting their factors."""
    for own, other in product(OFFICES, OFFICES):
        office, him = queries.office(other), keeper(own)
        if appointing.fits(role, office):
            work = Membership(user_id=2, office_id=other, role=role)
            assert appointing.may_change(him, work) is appointing.may_give(him, role, office)


@pytest.mark.parametrize("own", OFFICES)
def test_nobody_changes_his_own_work_or_account(own: str) -> None:
    mine = Membership(user_id=1, office_id=own, role="admin")
    for him in (keeper(own), keeper("MOI", "operator", elevated=True)):
        assert not appointing.may_change(him, mine)
        assert not appointing.may_keep(him, 1, [mine])


def test_the_account_of_who_also_works_elsewhere_is_kept_by_who_reaches_both() -> None:
    both = [Membership(user_id=2, office_id=code, role="officer") for code in ("5001", "5002")]
    assert not appointing.may_keep(keeper("5001"), 2, both)
    assert appointing.may_keep(keeper("5000"), 2, both)


def test_the_account_of_a_national_operator_is_not_an_administrators() -> None:
    work = [Membership(user_id=2, office_id="MOI", role="operator")]
    assert not appointing.may_keep(keeper("MOI"), 2, work)
    assert appointing.may_keep(keeper("MOI", "operator", elevated=True), 2, work)


NEW = {
    "email": "new@example.com",
    "name": "คนใหม่ ตัวอย่าง",
    "office_code": "5001",
    "role": "officer",
    "why": "คำสั่งที่ 1/2569",
}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"email": "not an address"}, "bad_email"),
        ({"name": "  "}, "needed"),
        ({"office_code": "5002"}, "unknown_office"),
        ({"office_code": "nowhere"}, "unknown_office"),
        ({"role": "operator"}, "role_not_yours"),
        ({"role": "king"}, "role_not_yours"),
        ({"email": "malee@example.com"}, "works_there_already"),
        ({"email": "chaba@example.com"}, "not_yourself"),
        ({"why": ""}, "needed"),
    ],
)
def test_what_cannot_be_is_refused_by_name(changed: dict[str, str], code: str) -> None:
    people.user("malee")
    with pytest.raises((Refused, NotAllowed, Missing)) as refused:
        hire(**(NEW | changed), by=people.actor("chaba"), now=timezone.now())
    assert refused.value.code == code


def test_somebody_new_gets_a_link_and_somebody_known_a_further_place_only() -> None:
    anan = people.user("anan")
    chaba, now = people.actor("chaba"), timezone.now()
    new = hire(**NEW, by=chaba, now=now)
    assert new.link and not new.user.has_usable_password()
    known = hire(**(NEW | {"email": "anan@example.com"}), by=chaba, now=now)
    assert known.user == anan and not known.link
    assert {m.office_id for m in queries.memberships_of(anan)} == {"5001", "5002"}
    assert [d.what for d in new.user.deeds.order_by("pk")] == ["made", "appointed", "invited"]
    assert {(d.by_name, d.office_code) for d in new.user.deeds.all()} == {(chaba.name, "5001")}
