"""What a person wrote of people is read whole by the office that answers, and redacted by everybody else, on every page."""

import json
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from factories import DATA, MONDAY, given, submitted
from people import CITIZEN, actor, user
from sangsuk.accounts import actions as accounts
from sangsuk.cases import actions as cases
from sangsuk.cases.models import Case, Words
from sangsuk.cases.workflow.fields import FIELDS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world", "remembering")]

PLANTED = (
    "นายประดิษฐพงษ์ ทองแสงใส โทร 081-555-0777 บัตร 1-2345-67890-12-1 ไลน์ไอดี plantedid99 เมล planted@example.com "
    "รถทะเบียน 1กข 9988 อยู่บ้านเลขที่ 77/123 หมู่ 4 บัญชีกสิกร 123-4-56789-0"
)
TELLING = ("ประดิษฐพงษ์", "ทองแสงใส", "555-0777", "67890-12", "plantedid99", "planted@", "9988", "77/123", "56789-0")
"""What would lead to a person; none of it is a word of anything else on a page."""
STEPS = [
    ("malee", "accept"), ("malee", "classify"), ("malee", "note"), ("malee", "inform"), ("malee", "ask"), ("citizen", "answer"),
    ("malee", "order_visit"), ("malee", "ask_other"), ("malee", "other_answers"), ("malee", "ask_other"), ("malee", "refer"),
    ("malee", "relieve"), ("malee", "meet"), ("malee", "minutes"), ("malee", "hand_to_agency"), ("malee", "chase"),
    ("citizen", "add"), ("kanya", "direct"), ("wichai", "agency_accept"), ("wichai", "note"), ("wichai", "report"), ("malee", "send_back"),
]  # fmt: skip


def told(text: str) -> list[str]:
    """Where a text tells of somebody, each with what stands around it; a random key that holds the digits tells nobody."""
    found = (re.search(rf"(?<![0-9A-Za-z]){word}(?![0-9])", text) for word in TELLING)
    return [text[max(0, one.start() - 90) : one.start() + 20] for one in found if one]


def planted_case() -> Case:
    """A case in whose every text, and in the words of every step, somebody is named."""
    done = submitted(
        description=f"น้ำท่วม {PLANTED}", wish=f"ขอให้ {PLANTED}", place_note=f"หลังบ้าน {PLANTED}", identity="hidden"
    )
    return spoken_of(done.case)


def spoken_of(case: Case) -> Case:
    """The same case after every step, somebody named in the words of each."""
    for who, move in STEPS:
        data = {"anyway": "yes"} | (given(move) if move in DATA else {})
        for field in words_of(move):
            data[field] = f"{data.get(field, '')} {PLANTED}".strip()[: FIELDS[field].most]
        case = cases.move(case, move, by=CITIZEN if who == "citizen" else actor(who), data=data, now=MONDAY)
    return case


def words_of(move: str) -> Iterator[str]:
    from sangsuk.cases import workflow

    row = workflow.MOVES[move]
    for field in (*row.needs, *row.takes):
        if FIELDS[field].kind == "text" and not FIELDS[field].sealed and field != "body_email":
            yield field


def pages(client: Client, first: str, *, most: int = 45) -> Iterator[tuple[str, str]]:
    """Every page that can be reached from `first` by links, and what it says."""
    seen, waiting = set(), [first]
    while waiting and len(seen) < most:
        url = waiting.pop(0)
        if url in seen:
            continue
        seen.add(url)
        response = client.get(url, follow=True)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = body.decode("utf-8", "replace")
        yield url, text
        if "html" in response.get("Content-Type", ""):
            waiting += [u.replace("&amp;", "&") for u in re.findall(r'(?:href|hx-get)="(/desk[^"#]*)"', text)]


@pytest.mark.parametrize("who", ["wichai", "prasit", "kanya", "nok"])
def test_who_does_not_answer_for_the_case_reads_nobody_in_it_on_any_page(who: str) -> None:
    case = planted_case()
    client = Client()
    client.force_login(user(who))
    said = dict(pages(client, f"/desk/cases/{case.number}"))
    assert sum(case.number in text for text in said.values()) >= 1, "the case itself is on some of these pages"
    found = [(url, words) for url, text in said.items() for words in told(text)]
    assert found == [], "\n".join(f"{url}: {words}" for url, words in found[:12])


@pytest.mark.parametrize("who", ["wichai", "prasit", "kanya", "nok"])
def test_nor_through_the_api(who: str) -> None:
    case = planted_case()
    headers = {"Authorization": f"Bearer {accounts.issue_token(user(who), label='', now=timezone.now())}"}
    for path in (f"cases/{case.number}", "cases", "cases?q=น้ำท่วม"):
        response = Client().get(f"/api/v1/desk/{path}", headers=headers)
        assert response.status_code == 200
        text = json.dumps(response.json(), ensure_ascii=False)
        assert told(text) == []


def test_the_office_that_answers_reads_it_all() -> None:
    case = planted_case()
    client = Client()
    client.force_login(user("malee"))
    text = client.get(f"/desk/cases/{case.number}").content.decode()
    assert len(told(text)) == len(TELLING)


def test_a_random_key_that_holds_the_digits_of_a_plate_tells_nobody() -> None:
    assert told('name="csrfmiddlewaretoken" value="KOFrt8i9988h6XPk"') == []
    assert len(told("ทะเบียน กข9988เชียงใหม่")) == len(told("1กข 9988")) == len(told("9988")) == 1


def test_neither_title_nor_index_hold_anybody() -> None:
    case = planted_case()
    words = Words.objects.values_list("vector", flat=True).get(case=case)
    assert told(case.gist) == told(str(words)) == []
