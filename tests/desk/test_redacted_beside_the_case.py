"""Who does not answer for a case reads nobody in its letters, its mediation or the page of those who suffer too."""

import json
import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from factories import MONDAY, case, moved
from lettering import without_gaps
from mediating import HOUR, docketed, everybody_shows_a_card, given, panel
from people import actor, user
from sangsuk.cases import letters, repeats
from sangsuk.cases.mediation import actions as mediating
from sangsuk.cases.mediation import words
from sangsuk.cases.models import Letter, Mediation
from sangsuk.papers import printing, values
from typefaces import needs_thai_font

from .test_redacted_everywhere import PLANTED, TELLING, planted_case, spoken_of, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world", "remembering")]
FIELDS = ("subject", "body")
HOLE = "ถนนหน้าวัดป่าแดงเป็นหลุมใหญ่ รถล้มหลายคันแล้ว ขอให้ซ่อม"
ALIKE = {"description": HOLE, "category": "road.surface", "district": "5001", "subdistrict": "500107"}


def pages(client: Client, first: str, within: str, *, most: int = 60) -> dict[str, str]:
    """Every page under `within` that can be reached from `first` by links."""
    seen: dict[str, str] = {}
    waiting = [first]
    while waiting and len(seen) < most:
        url = waiting.pop(0)
        if url in seen:
            continue
        answer = client.get(url, follow=True)
        seen[url] = unescape(answer.content.decode("utf-8", "replace"))
        if "html" in answer.get("Content-Type", ""):
            waiting += [
                u.replace("&amp;", "&") for u in re.findall(rf'(?:href|src|hx-get)="({within}[^"#]*)"', seen[url])
            ]
    return seen


def letters_of_the_planted_case() -> list[Letter]:
    """One of every kind, as the case fills it in, and one into which the officer has written a person herself."""
    found, malee = planted_case(), actor("malee")
    made = []
    for kind in letters.KINDS.values():
        draft = without_gaps(letters.start(found, kind.code, by=malee, now=MONDAY))
        made.append(letters.issue(draft, by=malee, version=draft.version, now=MONDAY))
    draft = letters.start(found, "request", by=malee, now=MONDAY)
    written = {"addressee": "ผู้อำนวยการแขวงทางหลวง", **dict.fromkeys(FIELDS, f"ขอให้ตรวจ {PLANTED}")}
    draft = without_gaps(letters.change(draft, written, by=malee, version=draft.version))
    return [*made, letters.issue(draft, by=malee, version=draft.version, now=MONDAY)]


@needs_thai_font
@pytest.mark.parametrize("who", ["prasit", "nok"])
def test_a_superior_reads_nobody_in_the_letters_of_a_case(who: str) -> None:
    made = letters_of_the_planted_case()
    client = Client()
    client.force_login(user(who))
    number = made[0].case.number
    said = pages(client, f"/desk/cases/{number}/letters", f"/desk/cases/{number}/letters")
    assert {f"/desk/cases/{number}/letters/{one.pk}" for one in made} <= set(said)
    assert [(url, told(text)) for url, text in said.items() if told(text)] == []


@needs_thai_font
def test_what_is_printed_for_a_superior_is_made_of_redacted_words() -> None:
    whole = letters_of_the_planted_case()[-1]
    prasit, malee = actor("prasit"), actor("malee")
    shown = letters.shown(whole, by=prasit)
    assert told(json.dumps(values.to_json(shown), ensure_ascii=False)) == []
    assert letters.pdf(whole, by=prasit).pdf == printing.pdf(shown, made_at=whole.issued_at)
    assert letters.pages(whole, by=prasit) != letters.pages(whole, by=malee)
    own = json.dumps(values.to_json(letters.shown(whole, by=malee)), ensure_ascii=False)
    assert [word for word in TELLING if word not in own] == []


def mediation_of_the_planted_case() -> Mediation:
    """From the request to the contract, a person named in every text of it."""
    one = docketed(subject=PLANTED[:200])
    steps = (
        "ask_consent",
        "agree",
        "choose_panel",
        "appoint",
        "adjourn",
        "appoint",
        "note",
        "extend",
        "revalue",
        "reach",
    )
    at = MONDAY
    for name in steps:
        at = max(at, one.session_at or at) + HOUR
        one = mediating.move(one, name, by=actor("malee"), data=_planted(name, at), now=at)
    one = everybody_shows_a_card(one, at)
    return mediating.move(one, "sign", by=actor("malee"), data=_planted("sign", at), now=at)


def _planted(name: str, at: Any) -> dict[str, Any]:
    data = given(name, at)
    worded = {field for field in data if words.FIELDS[field].kind == "text"}
    return {
        field: f"{value} {PLANTED}"[: words.FIELDS[field].most] if field in worded else value
        for field, value in data.items()
    }


@pytest.mark.parametrize("who", ["prasit", "kanya"])
def test_the_province_reads_nobody_in_a_mediation(who: str) -> None:
    panel()
    one = mediation_of_the_planted_case()
    client = Client()
    client.force_login(user(who))
    said = pages(client, "/desk/mediations?status=", "/desk/mediations")
    assert f"/desk/mediations/{one.number}" in said
    assert [(url, told(text)) for url, text in said.items() if told(text)] == []
    client.force_login(user("malee"))
    assert told(unescape(client.get(f"/desk/mediations/{one.number}").content.decode())) != []


def test_who_suffers_too_reads_nobody_on_the_page_to_follow() -> None:
    found = case(1, description=f"{HOLE} {PLANTED}", wish=PLANTED, place_note=PLANTED, category="road.surface")
    receipt = repeats.support(uuid4(), found.pk, ALIKE, caller="192.0.2.7", now=MONDAY)
    spoken_of(found)
    answer = Client().get(f"/follow/{receipt.number}/{receipt.key}")
    assert answer.status_code == 200
    assert told(unescape(answer.content.decode())) == []


def test_nor_on_the_page_that_offers_it_to_those_who_tell_something_alike() -> None:
    found = case(1, description=f"{HOLE} {PLANTED}", place_note=PLANTED, category="road.surface")
    moved(found, ("accept", actor("malee")))
    (offer,) = repeats.offers(ALIKE, now=MONDAY)
    assert offer.gist
    assert told(str(offer)) == []
