"""The law of mediation as rows: how much, how long, how many; changed with a source, and holding from their day."""

from datetime import date
from typing import Any

import pytest

from factories import MONDAY
from mediating import HOUR, TO_PANEL, docketed
from mediating import moved as mediated
from people import actor
from sangsuk.cases.mediation import actions as mediating
from sangsuk.cases.mediation import law
from sangsuk.cases.models import MediationRule
from sangsuk.common.errors import Refused
from sangsuk.common.remember import forget_all
from sangsuk.ledger import queries as ledger

from .reading import body, text

WHY = "มติคณะรัฐมนตรี 10 พฤศจิกายน 2569"
pytestmark = pytest.mark.usefixtures("powerful_operator")


def mediation_row(**changes: Any) -> dict[str, Any]:
    row = {
        "code": "limit.2570", "what": "limit_baht", "kind": "civil", "amount": "5000000", "valid_from": "2026-11-10",
        "valid_to": "", "basis_th": "พระราชกฤษฎีกาสมมติ พ.ศ. 2569", "basis_en": "An invented decree", "verified": "on", "why": WHY,
    }  # fmt: skip
    return row | changes


def test_a_new_limit_of_mediation_is_a_dated_row_and_holds_from_its_first_day(at: Any, remembering: None) -> None:
    client = at("preecha")
    with pytest.raises(Refused):
        docketed(1, value_baht=3_000_000)
    before = docketed(2)
    assert client.post("/desk/rules/mediation/add", mediation_row()).status_code == 302
    forget_all()
    [change] = ledger.rule_changes("mediation", "limit.2570")
    assert (change.after["amount"], change.source) == ("5000000", WHY)
    assert docketed(3, value_baht=3_000_000).limit_rule == "limit.2570"
    with pytest.raises(Refused):  # what was asked for before keeps the limit of its day
        mediating.move(
            before,
            "revalue",
            by=actor("malee"),
            data={"value_baht": 3_000_000, "reason": "รวมค่ารื้อถอน"},
            now=MONDAY + HOUR,
        )


@pytest.mark.parametrize(
    ("code", "amount", "shown"),
    [("extension_months", "2", "ขยายเวลาครั้งละ (เดือน)"), ("most_months", "9", "รวมทุกครั้งไม่เกิน (เดือน)"),
     ("members.civil", "4", "ผู้ไกล่เกลี่ยนอกจากประธาน อย่างน้อย (คน)")],
)  # fmt: skip
def test_every_rule_of_mediation_is_changed_with_its_source(
    at: Any, remembering: None, code: str, amount: str, shown: str
) -> None:
    client, row = at("preecha"), MediationRule.objects.get(pk=code)
    words = text(client.get("/desk/rules/mediation"))
    assert shown in words and "2,000,000" in words
    assert "the text of the law" not in body(client.get(f"/desk/rules/mediation/rows/{code}"))
    told = mediation_row(amount=amount, valid_from=str(row.valid_from), basis_th=row.basis_th, basis_en=row.basis_en)
    assert client.post(f"/desk/rules/mediation/rows/{code}", told).status_code == 302
    forget_all()  # what on_commit does outside a test's transaction
    [change] = ledger.rule_changes("mediation", code)
    assert (change.before["amount"], change.after["amount"]) == (str(row.amount), amount)
    assert law.rule(row.what, "civil", date(2026, 11, 20)).amount == int(amount)
    kept = MediationRule.objects.get(pk=code)
    assert (kept.source, kept.edited_at is not None) == (WHY, True)
    mediating.load()  # a later release leaves what a person has set
    assert MediationRule.objects.get(pk=code).amount == int(amount)


def test_a_district_asks_for_as_many_mediators_as_the_rule_says_now(at: Any, remembering: None) -> None:
    row = MediationRule.objects.get(pk="members.civil")
    told = mediation_row(amount="4", valid_from=str(row.valid_from), basis_th=row.basis_th, basis_en=row.basis_en)
    at("preecha").post("/desk/rules/mediation/rows/members.civil", told)
    forget_all()  # what on_commit does outside a test's transaction
    with pytest.raises(Refused, match="4"):
        mediated(docketed(), *TO_PANEL)


@pytest.mark.parametrize(
    "bad", [{"why": ""}, {"amount": "-1"}, {"amount": "มาก"}, {"valid_to": "2026-11-01"}, {"what": "x"}]
)
def test_a_rule_of_mediation_that_cannot_be_is_refused(at: Any, bad: dict[str, str]) -> None:
    answer = at("preecha").post("/desk/rules/mediation/add", mediation_row(**bad))
    assert answer.status_code == 422
    assert not MediationRule.objects.filter(pk="limit.2570").exists()
