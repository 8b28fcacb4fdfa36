"""Routes as rows: to which level a matter goes, and which centre stands in for one that is accused."""

from typing import Any

import pytest

from factories import case
from sangsuk.common.remember import forget_all
from sangsuk.ledger import queries as ledger
from sangsuk.routing.models import RoutingRule

from .reading import body, text

pytestmark = pytest.mark.usefixtures("powerful_operator")


def route_row(**changes: Any) -> dict[str, Any]:
    row = {
        "mission": "", "category_code": "", "province_code": "", "instead_of": "MOI", "target": "DOPA",
        "reason_th": "ศูนย์ดำรงธรรมจังหวัดดูแลแทน", "reason_en": "The province stands in", "valid_from": "2015-01-01",
        "valid_to": "", "why": "หนังสือกระทรวงมหาดไทย ที่ มท 0214/1 ลงวันที่ 2 พฤศจิกายน 2569",
    }  # fmt: skip
    return row | changes


def test_who_stands_in_for_an_accused_ministry_is_a_dated_row_with_a_source(at: Any, remembering: None) -> None:
    page = body(at("preecha").get("/desk/rules/routes/rows/accused.ministry"))
    assert "ใช้เมื่อศูนย์นี้ และทุกศูนย์เหนือขึ้นไป ถูกร้องเรียน" in page
    assert case(1, accused=("MOI",)).office_id == "DOPA"
    ended = at("preecha").post("/desk/rules/routes/rows/accused.ministry", route_row(valid_to="2026-11-10"))
    assert ended.status_code == 302
    added = at("preecha").post(
        "/desk/rules/routes/add", route_row(code="accused.moi.2569", target="5000", valid_from="2026-11-10")
    )
    assert added.status_code == 302
    kept = RoutingRule.objects.get(pk="accused.moi.2569")
    assert (kept.instead_of, kept.target, kept.source) == ("MOI", "5000", route_row()["why"])
    forget_all()
    assert case(2, accused=("MOI",)).office_id == "5000"
    assert "ศูนย์ดำรงธรรมจังหวัดเชียงใหม่" in text(at("preecha").get("/desk/rules/routes"))
    assert ledger.rule_changes("routes", "accused.moi.2569")


@pytest.mark.parametrize(
    "bad",
    [
        {"target": "MOI"}, {"target": "province"}, {"target": ""}, {"target": "50-electricity"}, {"target": "nowhere"},
        {"instead_of": ""}, {"instead_of": "5001"}, {"why": ""}, {"valid_to": "2014-01-01"},
    ],
    ids=str,
)  # fmt: skip
def test_a_stand_in_that_cannot_be_is_refused(at: Any, bad: dict[str, str]) -> None:
    before = RoutingRule.objects.values().get(pk="accused.ministry")
    assert at("preecha").post("/desk/rules/routes/rows/accused.ministry", route_row(**bad)).status_code == 422
    assert RoutingRule.objects.values().get(pk="accused.ministry") == before


def test_an_ordinary_route_goes_to_a_level_and_never_to_one_office(at: Any) -> None:
    row = route_row(instead_of="", target="district")
    assert at("preecha").post("/desk/rules/routes/rows/district", row).status_code == 302
    assert at("preecha").post("/desk/rules/routes/rows/district", row | {"target": "5000"}).status_code == 422
