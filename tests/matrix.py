"""Every address of every face, asked by everybody, about six cases and a row of each other kind. Gives the rows that `urls_by_role.txt` agreed on.

Each request runs in a transaction of its own that is taken back, so that a deed changes nothing for the next one.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

import objects
import people
from factories import client_id, moved, submitted
from objects import Rows
from people import actor, user
from sangsuk.accounts import actions as accounts
from sangsuk.accounts import elevations
from sangsuk.accounts.deeds import Herself
from sangsuk.accounts.models import User
from sangsuk.api import service
from sangsuk.api.door import PAGES
from sangsuk.cases.models import Case
from sangsuk.common import ids
from sangsuk.common.remember import forget_all

WRONG_KEY = "AAAA-BBBB-CCCC-DDDD"
SAMPLES = {
    "int": "999999999",
    "slug": "accept",
    "str": "5001",
    "path": "x",
    "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
}
NAMED = {
    "size": "192",
    "province_code": "50",
    "by": "month",
    "deed": "test",
    "name": "note",
    "table": "promises",
    "form": "csv",
}
OBJECTS = ("own", "other", "far", "sealed", "over", "closed")
"""Cases of district 5001, of another district, of another province; sealed at the province, at the ministry; and settled."""
ROW = "row"
STORY_NO = 950
"""What is no case and has an address of its own: of district 5001, of Malee, of the citizen."""
METHODS = ("GET", "POST")
DEEDS_ON = ("-", ROW, "own", "other", "sealed")
STRANGER, CITIZEN, ELEVATED = "stranger", "citizen", "elevated"
NEIGHBOUR, DAUGHTER = "neighbour", "daughter"
"""Citizens who signed in: one keeps `own`, `sealed` and `closed` in her list, one nothing, and one may look at `own`."""
STAFF = tuple(people.STAFF)
AT_THE_DESK = (STRANGER, CITIZEN, *STAFF, ELEVATED)
HERS = (NEIGHBOUR, DAUGHTER)
STORY = {"description": "ไฟดับทั้งหมู่บ้านมาสองคืน", "identity": "none", "place": {"district": "5001"}}
BODIES: dict[str, Any] = {
    "submit_case": STORY | {"client_id": str(client_id(900))},
    "reply": {"text": "เพิ่มเติม"},
    "move_case": {"move": "note", "data": {"text": "โทรถามผู้ใหญ่บ้านแล้ว"}},
    "attach_file": {"name": "x.jpg", "content": ""},
    "send_photograph": {"name": "x.jpg", "content": ""},
    "reveal_reporter": {"reason": "โทรนัดวันลงพื้นที่"},
}


@dataclass
class World:
    """The cases, their keys, the rows, and a browser or a token for everybody."""

    cases: dict[str, Case]
    rows: Rows
    browsers: dict[str, Client]
    tokens: dict[str, str]

    def key(self, which: str) -> str:
        """Of a case; of the one story for what is no case."""
        return ids.secret_key(self.cases[which].client_id if which in self.cases else client_id(STORY_NO))


def world() -> World:
    """`own` lies with 5001 and was handed to the electricity authority; `other` with 5002; `far` with 3001; `sealed` accuses
    5001 and lies with the province; `over` accuses the province and lies with the ministry; `closed` was own."""
    own = submitted(1).case
    moved(own, ("accept", actor("malee")), ("hand_to_agency", actor("malee")))
    other = submitted(2, district="5002", subdistrict=None).case
    far = submitted(5, district="3001", subdistrict=None).case
    sealed = submitted(3, accused=("5001",)).case
    over = submitted(6, accused=("5000",)).case
    closed = submitted(4).case
    moved(closed, ("accept", actor("malee")), ("close", actor("malee")))
    made = (("own", own), ("other", other), ("far", far), ("sealed", sealed), ("over", over), ("closed", closed))
    cases = {name: Case.objects.get(pk=case.pk) for name, case in made}
    citizens = {who: objects.citizen(f"{who} (สมมติ)") for who in (CITIZEN, *HERS)}
    rows = rows_about(cases, citizens)
    cases["own"].refresh_from_db()
    browsers = {STRANGER: Client()} | {who: signed_in(user(who)) for who in STAFF}
    browsers |= {who: signed_in(one) for who, one in citizens.items()}
    tokens = {who: accounts.issue_token(user(who), label="", now=timezone.now()) for who in STAFF}
    return World(cases, rows, browsers, tokens)


def rows_about(cases: dict[str, Case], citizens: dict[str, User]) -> Rows:
    rows, now = Rows(), timezone.now()
    hers = [cases["own"], cases["sealed"], cases["closed"]]
    objects.of_citizen(rows, citizens[CITIZEN], citizens[DAUGHTER], hers, now)
    objects.of_office(rows, cases["own"], now)
    objects.of_privacy(rows, cases["own"], "malee", now)
    objects.of_everybody(rows, now)
    objects.of_stories(rows, STORY_NO)
    objects.of_flagships(rows)
    objects.of_orders(rows)
    return rows


def signed_in(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def routes(resolver: URLResolver | None = None, above: str = "") -> Iterator[str]:
    for one in (resolver or get_resolver()).url_patterns:
        route = above + str(one.pattern).replace("\\Z", "")
        if isinstance(one, URLResolver):
            yield from routes(one, route)
        elif isinstance(one, URLPattern):
            yield route


def pages() -> list[str]:
    return sorted({r for r in routes() if not r.startswith("api/v1/") or f"/{r}" in PAGES})


def _client() -> Client:
    """A client costs its chain of middleware, so all of them share one."""
    fresh = Client()
    fresh.handler = _HANDLER
    return fresh


_HANDLER = ClientHandler(enforce_csrf_checks=False)


def about_a_case(route: str) -> bool:
    return "<number:number>" in route or "<str:number>" in route or "{number}" in route


def has_row(route: str, rows: Rows) -> bool:
    """Whether one of its parts is the key of a row that there is."""
    return any(rows.of(route, name) for _kind, name in PART.findall(route))


PART = re.compile(r"<(\w+):(\w+)>")


def address(route: str, number: str, key: str, rows: Rows) -> str:
    def filled(found: "re.Match[str]") -> str:
        kind, name = found[1], found[2]
        if name in ("number", "key"):
            return number if name == "number" else key
        if name == "user_id":
            return str(user("malee").pk)
        return rows.of(route, name) or NAMED.get(name) or SAMPLES.get(kind, "1")

    return "/" + PART.sub(filled, route)


def asked(ask: Callable[[], Any]) -> str:
    """What came of it: the status, and `in` for the way to the sign-in. Nothing of it stays."""
    with transaction.atomic():
        answer = ask()
        if answer.streaming:
            b"".join(answer.streaming_content)  # read to the end it closes itself
        transaction.set_rollback(True)
    if answer.request["REQUEST_METHOD"] == "POST" and answer.status_code < 400:
        forget_all()  # what it wrote never was
    led = answer.get("Location", "")
    to_the_door = "/sign-in" in led or led.partition("?")[0] == "/me"
    return "in" if answer.status_code == 302 and to_the_door else str(answer.status_code)


def page_rows(world: World, wanted: Callable[[str], bool]) -> list[str]:
    rows = []
    for route in filter(wanted, pages()):
        keyed = "<str:key>" in route
        for which in OBJECTS if about_a_case(route) else (ROW if has_row(route, world.rows) else "-",):
            case = world.cases.get(which, world.cases["own"])
            for method in METHODS if which in DEEDS_ON else METHODS[:1]:
                if keyed:
                    got = _with_keys(world, method, route, case, world.key(which))
                else:
                    who = AT_THE_DESK
                    who += HERS if route.startswith(("me", "tell/")) else ()
                    at = address(route, case.number, "", world.rows)
                    got = _by_all(world, who, method, at)
                if set(got.values()) != {"405"}:
                    rows.append(row(f"{method} /{route}", which, got))
    return rows


def _by_all(world: World, who: tuple[str, ...], method: str, at: str) -> dict[str, str]:
    """Where the method is refused to a stranger it is refused before anybody is asked who she is."""
    first = asked(lambda: _page(world, STRANGER, method, at))
    if first == "405":
        return dict.fromkeys(who, first)
    return {STRANGER: first} | {one: asked(lambda one=one: _page(world, one, method, at)) for one in who[1:]}


def _page(world: World, who: str, method: str, at: str) -> Any:
    if who == ELEVATED:
        operator = user("preecha")
        elevations.elevate(operator, by=Herself.of(operator), reason="ตรวจตารางสิทธิของทุกหน้า", now=timezone.now())
    return again(world.browsers["preecha" if who == ELEVATED else who]).generic(method, at)


def again(browser: Client) -> Client:
    """The same browser once more: who is signed out by one request is not for the next."""
    fresh = _client()
    fresh.cookies.load({name: morsel.value for name, morsel in browser.cookies.items()})
    return fresh


def _with_keys(world: World, method: str, route: str, case: Case, key: str) -> dict[str, str]:
    asks = {
        "right key": (STRANGER, address(route, case.number, key, world.rows)),
        "wrong key": (STRANGER, address(route, case.number, WRONG_KEY, world.rows)),
        "wrong key by an official": ("malee", address(route, case.number, WRONG_KEY, world.rows)),
    }
    return {
        what: asked(lambda a=at, w=who: again(world.browsers[w]).generic(method, a)) for what, (who, at) in asks.items()
    }


def api_rows(world: World) -> list[str]:
    rows = []
    for path, methods in service.schema()["paths"].items():
        for method, one in methods.items():
            for which in OBJECTS if about_a_case(path) else ("-",):
                case = world.cases.get(which, world.cases["own"])
                body, at = BODIES.get(one["operationId"]), _filled(path, case.number)
                if one["operationId"] == "move_case":
                    body = body | {"version": case.version}
                heads = {who: _bearer(world, who) for who in (STRANGER, *STAFF)}
                if "/desk/" not in path and about_a_case(path):
                    key = world.key(which)
                    heads = {"right key": {"X-Case-Key": key}, "wrong key": {"X-Case-Key": WRONG_KEY}}
                verb = method.upper()
                got = {
                    who: asked(lambda h=head, a=at, b=body, m=verb: _call(m, a, b, h)) for who, head in heads.items()
                }
                rows.append(row(f"{method.upper()} {path}", which, got))
    return rows


def _bearer(world: World, who: str) -> dict[str, str]:
    return {} if who == STRANGER else {"Authorization": f"Bearer {world.tokens[who]}"}


def _filled(path: str, number: str) -> str:
    gaps = {
        "number": number,
        "file_id": "999999999",
        "code": "5001",
        "axis": "refusal",
        "name": "new",
        "day": "2015-01-01",
        "index": "17",
    }
    filled = re.sub(r"\{(\w+)\}", lambda found: gaps.get(found[1], "1"), path)
    return filled + ("?q=แม่ริม" if path.endswith("/places") else "")


def _call(method: str, at: str, body: Any, headers: dict[str, str]) -> Any:
    sent = json.dumps(body) if body is not None else ""
    return _client().generic(method, at, sent, "application/json", headers=headers)


def row(what: str, which: str, got: dict[str, str]) -> str:
    """`GET /desk/cases/<number> | own | 200: malee suda | 404: anan orn`: who gets the same stands together."""
    by_answer: dict[str, list[str]] = {}
    for who, answer in got.items():
        by_answer.setdefault(answer, []).append(who)
    told = " | ".join(f"{answer}: {', '.join(who)}" for answer, who in sorted(by_answer.items()))
    return f"{what} | {which} | {told}"
