"""Every address of the desk, for every person: one table."""

from typing import Any

import pytest
from django.urls import get_resolver

from factories import case, moved
from people import CLOSED, KEEPERS, STAFF, actor
from sangsuk.cases.models import Case
from sangsuk.desk import urls

EVERYBODY = frozenset(STAFF)
OFFICERS = frozenset({"malee", "suda", "anan", "prasit", "orn", "nok"})
DISTRICTS = frozenset({"malee", "suda", "anan"})
LOOKERS = frozenset({"kanya"}) | KEEPERS
INSIDE = EVERYBODY - CLOSED
"""Those for whom a door is open that names nobody."""
LEADERS = frozenset({"suda", "prasit", "orn", "nok", "kanya"})
LED_ON = {"/desk/": EVERYBODY, "/desk/today": LOOKERS, "/desk/next": INSIDE}
"""Addresses that lead some people somewhere else."""
HOLDERS = frozenset({"malee", "suda", "prasit", "nok", "kanya"})

DOCKET = ("mediation", "mediation_move", "mediation_reveal", "mediation_contract", "mediator_end")
"""Tested for every person in test_mediation."""
LETTERS = ("letters", "letter", "letter_pdf", "letter_page")
"""Tested for every person in test_letters."""

DPO = frozenset({"daranee"})

PAGES: dict[str, frozenset[str]] = {
    "/desk/": EVERYBODY - KEEPERS,
    "/desk/keys": EVERYBODY,
    "/desk/account": EVERYBODY,
    "/desk/account/factors": EVERYBODY,
    "/desk/elevations": frozenset({"preecha", "daranee", "uthai"}),
    "/desk/today": EVERYBODY - LOOKERS,
    "/desk/next": INSIDE,
    "/desk/load": frozenset({"suda"}),
    "/desk/away": OFFICERS,
    "/desk/replies": OFFICERS | {"wichai"},
    "/desk/replies/new": OFFICERS | {"wichai"},
    "/desk/outbox": INSIDE,
    "/desk/field": OFFICERS,
    "/desk/ledger": frozenset({"uthai"}),
    "/desk/new": OFFICERS,
    "/desk/new/short": OFFICERS,
    "/desk/new/places?place=สุเทพ": OFFICERS,
    "/desk/callbacks": OFFICERS,
    "/desk/outcomes": OFFICERS | {"kanya"},
    "/desk/outcomes/xlsx": OFFICERS | {"kanya"},
    "/desk/relief": EVERYBODY - KEEPERS,
    "/desk/relief/xlsx": EVERYBODY - KEEPERS,
    "/desk/relief/cases?by=kind&code=goods": EVERYBODY - KEEPERS,
    "/desk/thinking": LEADERS,
    "/desk/thinking/xlsx": LEADERS,
    "/desk/mediations": INSIDE,
    "/desk/mediations/calendar": INSIDE,
    "/desk/mediations/new": DISTRICTS,
    "/desk/mediations/mediators": DISTRICTS,
    "/desk/registers": OFFICERS,
    "/desk/registers/pdf": OFFICERS,
    "/desk/readings": frozenset({"suda", "uthai"}) | DPO,
    "/desk/readings/figures": DPO,
    "/desk/privacy": DPO,
    "/desk/privacy/keeping": DPO,
    "/desk/privacy/requests": DPO,
    "/desk/privacy/requests/new": OFFICERS | DPO,
    "/desk/privacy/find": OFFICERS | DPO,
    "/desk/privacy/breaches": DPO,
    "/desk/privacy/breaches/new": EVERYBODY,
    "/desk/privacy/disclosures": OFFICERS | DPO,
    "/desk/privacy/disclosures/new": OFFICERS | DPO,
    "/desk/privacy/record": DPO | {"uthai"},
    "/desk/privacy/record.csv": DPO | {"uthai"},
    "/desk/rules/keeping": frozenset({"preecha"}) | DPO,
    "/desk/rules": frozenset({"preecha"}) | DPO,
    "/desk/rules/promises": frozenset({"preecha"}),
    "/desk/rules/promises/add": frozenset({"preecha"}),
    "/desk/rules/promises/rows/accept": frozenset({"preecha"}),
}
ON_A_CASE = {
    "/desk/cases/{number}": HOLDERS,
    "/desk/cases/{number}?do=note": HOLDERS,
    "/desk/cases/{number}/evidence": HOLDERS,
}
DEEDS = {"/desk/cases/{number}/moves/accept": {}, "/desk/cases/{number}/reveal": {"reason": "โทรนัดตรวจที่เกิดเหตุ"}}


@pytest.mark.parametrize("who", STAFF)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_for_whom_it_is_meant(at: Any, address: str, who: str) -> None:
    expected = 200 if who in PAGES[address] else 403
    if who == "daranee" and address.startswith("/desk/rules/promises"):
        expected = 404  # she keeps other tables
    if who in LED_ON.get(address, ()) and (expected == 403 or address == "/desk/next"):
        expected = 302
    assert at(who).get(address).status_code == expected


@pytest.mark.parametrize("who", STAFF)
@pytest.mark.parametrize("address", ON_A_CASE)
def test_a_case_does_not_exist_outside_ones_scope(at: Any, address: str, who: str) -> None:
    number = case().number
    assert at(who).get(address.format(number=number)).status_code == (
        200 if who in ON_A_CASE[address] else 403 if who in CLOSED else 404
    )


@pytest.mark.parametrize("who", STAFF)
@pytest.mark.parametrize("address", DEEDS)
def test_only_the_office_that_answers_may_act(at: Any, address: str, who: str) -> None:
    told = case()
    answer = at(who).post(address.format(number=told.number), DEEDS[address])
    office = {"malee", "suda"}
    assert answer.status_code in ({302, 200} if who in office else {403} if who in HOLDERS | CLOSED else {404})
    assert (Case.objects.get(pk=told.pk).version > 1) is (who in office and "accept" in address)


@pytest.mark.parametrize("address", [*PAGES, "/desk/cases/5001-70-000001", "/desk/cases/5001-70-000001/files/1"])
def test_a_stranger_is_led_to_the_door(client: Any, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/sign-in")


def test_the_agency_sees_a_case_only_after_it_was_sent_there(at: Any) -> None:
    told = case()
    wichai = at("wichai")
    assert wichai.get(f"/desk/cases/{told.number}").status_code == 404
    moved(told, ("hand_to_agency", actor("malee")))
    assert wichai.get(f"/desk/cases/{told.number}").status_code == 200


FIELD = {
    "field_bundle", "field_shell", "field_worker", "field_manifest", "field_icon", "field_people", "field_visit",
    "field_report", "field_photo",
}  # fmt: skip
"""Who may what in the field stands in test_field.py."""


READINGS = {"reading_decide", "reading_second"}
"""Who decides about looks stands in test_readings.py and test_readings_session.py."""
HOOKS = {"webhooks", "webhook_act"}
"""Who sets up webhooks stands in test_webhooks.py."""
VILLAGES = {"villages", "village_end"}
"""Who appoints headmen stands in test_villages.py."""


DAILY = {
    "bulk", "bulk_press", "bulk_done", "bulk_again", "save_filter", "delete_filter", "end_away", "presence", "reply",
    "reply_retire",
}  # fmt: skip
"""Who may what with many cases, filters, stand-ins and ready words stands in test_bulk.py and test_daily.py."""


ACCOUNTS = {
    "sign_in_thaid", "thaid_join", "thaid_joined", "thaid_part",
    "join", "confirm", "password", "act_for", "end_others", "end_session", "issue_token", "end_token", "factor_app",
    "factor_passkey", "recovery_codes", "factor_remove", "elevate", "lower", "people", "person_new", "person",
    "person_change", "people_bulk", "people_template",
}  # fmt: skip
"""Whose account is whose to change stands in test_account.py and test_people.py."""


RIGHTS = {
    "keeping_decide", "hold_end", "request", "request_slip", "request_copy", "request_move", "breach", "breach_notice",
    "breach_move", "disclosure", "disclosure_move",
}  # fmt: skip
"""Who may what with requests, breaches, disclosures and batches stands in test_privacy.py."""


REPEATS = {
    "repeats",
    "unlink",
    "join",
    "group_bring",
    "group_keep",
    "group_names",
    "group_template",
    "group_leader",
    "supporter_off",
}
"""Who may what with alike cases and groups stands in test_repeats.py."""
FIGURES = {
    "reports",
    "report",
    "report_file",
    "report_public",
    "outcomes_sheet",
    "thinking_sheet",
    "relief_sheet",
    "relief_cases",
    "next",
    "evidence",
}
"""Whose figures are whose stands in test_reports.py, test_outcomes.py, test_thinking.py, test_relief.py, test_evidence.py."""


def test_every_address_is_in_a_table_here_or_tested_by_name() -> None:
    tested = {
        "verify_file", "thinking_of", "sign_in", "sign_out", "file", "slip", "category_choices", "callback", "callback_reveal", *DOCKET, *LETTERS,
    } | FIELD | DAILY | HOOKS | READINGS | RIGHTS | VILLAGES | REPEATS | ACCOUNTS | FIGURES  # fmt: skip
    listed = {pattern.name for pattern in urls.urlpatterns}
    resolver = get_resolver()
    covered = {
        resolver.resolve(address.partition("?")[0].format(number="5001-70-000001")).url_name
        for address in (*PAGES, *ON_A_CASE, *DEEDS)
    }
    assert listed - covered - tested == set()


@pytest.mark.parametrize("number", ["5001-70-000001", "x", "../etc", "5001-70-000001'", "๕๐๐๑-๗๐-๐๐๐๐๐๑", "\u0000"])
def test_odd_numbers_are_simply_not_there(at: Any, number: str) -> None:
    assert at("malee").get(f"/desk/cases/{number.replace(chr(0), '%00')}").status_code == 404
