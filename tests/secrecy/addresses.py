"""Every address there is, from the resolver and the description of the API, with values for its parts and its questions.

A new address whose parts or questions are not in these tables makes the test fail: then say what to ask it.
"""

import re
from collections.abc import Iterator
from itertools import product

from django.urls import URLPattern, URLResolver, get_resolver

from sangsuk.api import service
from sangsuk.insight.reports import REPORTS as REPORTS_OF_INSIGHT

from .worlds import SECRET_WORDS, Things

ABSENT = "5000-70-999999999"
"""A number of the shape of a sealed one, which nobody has."""
NOBODY = "00000000-0000-4000-8000-000000000000"
KEY = "AAAA-AAAA-AAAA-AAAA"


def parts(things: Things) -> dict[str, list[str]]:
    """The parts of addresses by name."""
    return {
        "number": [*things.numbers, things.sealed, ABSENT],
        "file_id": things.files, "letter_id": things.letters, "visit": [*things.visits, NOBODY], "page_no": ["1"],
        "report": [NOBODY], "token": [NOBODY], "key": [KEY], "public_id": [NOBODY], "client_id": [NOBODY],
        "filter_id": ["1"], "absence_id": ["1"], "mediator_id": ["1"], "group_id": ["1"], "size": ["192"], "code": ["5001", "5000"],
        "province_code": ["50"], "table": ["promises"], "axis": ["accused"], "sha256": ["0" * 64], "deed": ["link"],
        "request_id": ["1"], "user_id": ["1"], "membership_id": ["1"], "session_id": ["1"], "day": ["2026-11-16"],
        "post_id": ["1"], "picture_id": ["1"], "office": ["DOPA"], "year": ["2569"], "running": ["1"],
        "factor_id": ["1"], "pk": ["1"], "alarm_id": ["1"], "look_id": ["1"], "audience": ["citizen"], "token_id": ["1"], "hook_id": ["1"],
        "index": ["0"], "delegation_id": ["1"], "provider": ["thaid"],
        "bundle_id": ["1"], "flag_id": ["1"], "turn_id": ["1"], "no": ["1"], "packet": ["x"], "campaign": ["x"],
        "edition": ["x"], "part_id": [NOBODY], "language": ["th"], "sheet_id": ["1"], "photo_id": ["1"],
        "area": ["th", "50", "5001"], "period": ["FY2021"],
        "framework": ["sdg_goal"], "project": ["f2564_04"],
    }  # fmt: skip


OF_ROUTE: dict[tuple[str, str], list[str]] = {
    ("desk/flagships/sheets/<int:pk>/moves/<slug:name>", "name"): ["ready"],
    ("desk/flagships/sheets/<int:pk>/template.<slug:form>", "form"): ["csv", "xlsx"],
    ("desk/flagships/sheets/<int:pk>/numbers/<str:indicator>", "indicator"): ["f2564_01.activities"],
    ("desk/flagships/sheets/<int:pk>/numbers/<str:indicator>/evidence", "indicator"): ["f2564_01.activities"],
    ("desk/flagships/sheets/<int:pk>/evidence/<int:evidence_id>", "evidence_id"): ["1"],
    ("desk/flagships/sheets/<int:pk>/evidence/<int:evidence_id>/remove", "evidence_id"): ["1"],
    ("desk/flagships/sheets/provinces/<str:province>/accept", "province"): ["50"],
    ("desk/flagships/sheets/provinces/<str:province>/send-back", "province"): ["50"],
    ("desk/flagships/phone/<int:pk>/photos/<str:indicator>/<str:sha256>", "indicator"): ["f2564_01.activities"],
    ("flagships/indicators/<str:code>", "code"): ["f2564_04.received"],
    ("desk/flagships/indicators/<str:code>", "code"): ["f2564_04.received", "f2564_06.booked_share"],
    ("desk/flagships/indicators/<str:code>/change", "code"): ["f2564_04.received"],
    ("desk/flagships/indicators/<str:code>/end", "code"): ["f2564_04.received"],
    ("desk/flagships/indicators/new/<str:project>/<str:kind>", "project"): ["f2564_04"],
    ("desk/flagships/indicators/new/<str:project>/<str:kind>", "kind"): ["reported", "formula"],
    ("desk/flagships/targets/<str:code>/<str:area>/<str:period>", "code"): ["f2564_04.received"],
    ("desk/flagships/targets/<str:code>/<str:area>/<str:period>", "area"): ["5001"],
    ("desk/flagships/targets/<str:code>/<str:area>/<str:period>", "period"): ["2026-11"],
    ("desk/flagships/targets/<str:code>/<str:area>/<str:period>/share", "code"): ["f2564_04.received"],
    ("desk/flagships/targets/<str:code>/<str:area>/<str:period>/share", "area"): ["5001"],
    ("desk/flagships/targets/<str:code>/<str:area>/<str:period>/share", "period"): ["2026-11"],
    ("desk/flagships/targets/<str:code>/<str:area>/<str:period>/below", "code"): ["f2564_04.received"],
    ("desk/flagships/targets/<str:code>/<str:area>/<str:period>/below", "area"): ["5001"],
    ("desk/flagships/targets/<str:code>/<str:area>/<str:period>/below", "period"): ["2026-11"],
    ("flagships/passport/<str:code>/<str:area>/<str:period>", "code"): ["f2564_04.received"],
    ("flagships/change/<str:code>/<str:area>/<str:period>", "code"): ["f2564_04.received"],
    ("desk/flagships/passport/<str:code>/<str:area>/<str:period>", "code"): ["f2564_04.received"],
    ("desk/flagships/change/<str:code>/<str:area>/<str:period>", "code"): ["f2564_04.received"],
    ("desk/cases/<number:number>/moves/<slug:name>", "name"): ["accept", "note", "merge"],
    ("desk/mediations/<number:number>/moves/<slug:name>", "name"): ["accept"],
    ("desk/cases/<number:number>/thinking/<slug:name>", "name"): ["close", "hand_to_agency", "pass_up"],
    ("track/<str:number>/<str:key>/<slug:name>", "name"): ["add"],
    ("rules/<slug:table>/rows/<path:key>", "key"): ["accept"],
    ("desk/rules/<slug:table>/rows/<path:key>", "key"): ["accept"],
    ("desk/replies/<slug:code>", "code"): ["x"],
    ("desk/replies/<slug:code>/retire", "code"): ["x"],
    ("answer/<str:token>", "token"): ["x"],
    ("desk/account/sessions/<slug:name>/end", "name"): ["x"],
    ("me/cases/<str:number>/<slug:name>", "name"): ["add"],
    ("desk/privacy/breaches/<int:pk>/<slug:name>", "name"): ["assess"],
    ("desk/privacy/disclosures/<int:pk>/<slug:name>", "name"): ["end"],
    ("desk/privacy/requests/<int:pk>/<slug:name>", "name"): ["take"],
    ("track/<str:number>/<str:key>/rights/<int:pk>/<slug:name>", "name"): ["withdraw"],
    ("follow/<str:number>/<str:key>/rights/<int:pk>/<slug:name>", "name"): ["withdraw"],
    ("desk/improvements/<int:pk>/<slug:name>", "name"): ["plan"],
    ("desk/standards/<int:pk>/moves/<slug:name>", "name"): ["offer"],
    ("desk/learning/lessons/making/<slug:code>/<slug:name>", "name"): ["send"],
    ("desk/learning/practices/adoptions/<int:pk>/<slug:name>", "name"): ["report"],
    ("desk/learning/practices/<slug:code>/moves/<slug:name>", "name"): ["send"],
    ("desk/learning/quizzes/making/<slug:code>/questions/<slug:question>", "question"): ["x"],
    ("desk/learning/quizzes/making/<slug:code>/questions/<slug:question>/retire", "question"): ["x"],
    ("desk/learning/training/<slug:code>/moves/<slug:name>", "name"): ["announce"],
    ("desk/outreach/<int:pk>/moves/<slug:name>", "name"): ["cancel"],
    ("desk/stories/answers/<slug:code>/pledges/<int:no>/<slug:name>", "name"): ["done"],
    ("desk/stories/campaigns/<slug:code>/answers.<slug:form>", "form"): ["csv", "xlsx"],
    ("desk/orders/<int:pk>/acknowledged.<slug:form>", "form"): ["csv", "xlsx"],
    ("desk/flagships/needs/<slug:code>", "code"): ["f2564_04", "f2564_08"],
    ("flagships/<slug:code>/needs", "code"): ["f2564_04", "f2564_08"],
    ("desk/flagships/policies/<slug:code>", "code"): ["demo_flood_2570"],
    ("desk/flagships/policies/<slug:code>/offices.csv", "code"): ["demo_flood_2570"],
    ("desk/orders/<int:pk>/moves/<slug:name>", "name"): ["cancel"],
    ("desk/news/<int:pk>/moves/<slug:name>", "name"): ["withdraw"],
    ("desk/stories/films/<slug:code>/add/<slug:name>", "name"): ["write"],
    ("desk/stories/films/<slug:code>/moves/<slug:name>", "name"): ["stop"],
    ("desk/stories/moderation/<slug:code>/moves/<slug:name>", "name"): ["publish"],
    ("films/<slug:code>/<slug:kind>.<slug:language>.vtt", "kind"): ["captions"],
    ("me/stories/<str:code>/<slug:name>", "name"): ["withdraw"],
    ("stories/mine/<str:code>/<str:key>/<slug:name>", "name"): ["withdraw"],
    ("stories/mine/<str:code>/<str:key>/pledges/<int:no>/<slug:name>", "name"): ["confirm"],
    ("desk/privacy/record.<slug:form>", "form"): ["csv", "pdf", "xlsx"],
    ("desk/flagships/coverage/file.<slug:kind>", "kind"): ["csv", "xlsx"],
    ("desk/flagships/quarterly/<slug:code>/form.<slug:kind>", "kind"): ["xlsx"],
    ("desk/flagships/quarterly/<slug:code>/form.<slug:kind>", "code"): ["f2564_04"],
    ("desk/flagships/programmes/<slug:code>/moves/<slug:name>", "name"): ["close"],
    ("desk/flagships/coverage/<slug:code>/<slug:project>/<slug:name>", "name"): ["see"],
    ("/desk/reports/{name}", "name"): ["new", "backlog", "area", "accused"],
    ("/desk/reports/{name}/csv", "name"): ["new", "area"],
}
REPORTS = ("desk/reports/<slug:name>", "desk/reports/<slug:name>/<slug:kind>")
WORDS = ["หลังตลาดสมเพชร", "ใบอนุญาตขุดดิน", "น้ำท่วม", SECRET_WORDS]
TABS = ("new", "mine", "soon", "late", "waiting", "agency", "review", "attention", "silent", "open", "all")
QUESTIONS: dict[str, list[str]] = {
    "desk/": [f"?tab={tab}" for tab in TABS] + [f"?tab=all&q={word}" for word in WORDS]
    + ["?tab=all&district=5001", "?tab=all&category=official", "?tab=open&who=none", "?tab=all&q=000001"],
    "desk/next": [f"?tab={tab}" for tab in TABS],
    "desk/orders": [f"?shelf={shelf}" for shelf in ("todo", "received", "drafts", "issued", "ended")],
    "desk/orders/<int:pk>/standing": ["?province=50"], "desk/news": ["?shelf=own", "?shelf=waiting", "?shelf=published"],
    "flagships/<slug:code>/needs": ["?year=2570", "?province=50"], "desk/flagships/needs/<slug:code>": ["?year=2570"],
    "news": ["?year=2569", "?office=DOPA", "?tag=f2564_04"], "news/feed.rss": ["?office=DOPA"],
    "desk/bulk": ["?tab=open", "?tab=all"],
    "desk/new/places": ["?place=สุเทพ"],
    "desk/relief/cases": ["?by=kind&code=goods", "?by=district&code=5001", "?by=category&code="],
    "desk/relief": ["?by=district", "?by=office", "?by=month"],
    "desk/outcomes": ["?by=district", "?by=office"],
    "desk/standards/conduct": ["?office=5001"], "desk/standards/survey": ["?office=5001"],
    "desk/thinking": ["", "?year=2570"],
    "desk/registers": ["?book=sent", "?book=received", "?month=2026-11&book=received"],
    "desk/registers/pdf": ["?book=sent", "?book=received"],
    "desk/outreach": ["?month=2026-11"], "desk/outreach/coverage": ["?area=5001", "?area=50"],
    "desk/outreach/list": ["?shelf=owing", "?shelf=past", "?shelf=past&office=5001"], "desk/outreach/districts": ["?year=2570"],
    "outreach": ["?q=สุเทพ"],
    "places/suggest": ["?q=สุเทพ"],
    "/flagships/figures": ["?area=50&period=FY2021"], "/flagships/dataValueSets": ["?orgUnit=5001&period=2021-01"],
    "flagships/figures": ["?period=2021-01&view=now"], "desk/flagships/figures": ["?period=2021-01"],
    "/record/growth": ["?first=2026-11-16&second=2027-01-14"],
    "record/heads.json": ["?before=2026-12-01"], "record/consistency.json": ["?from=2026-11-16&to=2027-01-14"],
    "desk/readings": ["?q=5001", "?number=5001-70-000001"], "desk/people": ["?q=มาลี"], "desk/privacy/requests": ["?status=all"],
    "desk/reports/<slug:name>": ["", "?year=2570", "?year=2570&month=202611"],
    "/desk/cases": [f"?q={word}" for word in WORDS] + ["?status=accepted", "?district=5001", "?category=official", "?due=late", "?limit=1"],
    "/desk/reports/{name}": ["", "?year=2570", "?office=5001"],
    "/desk/reports/{name}/csv": ["", "?year=2570"],
    "/desk/outcomes": ["", "?by=district", "?year=2570"],
    "/places": ["?q=สุเทพ"], "/offices": ["?province=50"],
}  # fmt: skip
"""What is asked behind the address; the bare address always is too."""
ASKED = {
    "area",
    "period",
    "view",
    "orgUnit",
    "status",
    "category",
    "district",
    "due",
    "q",
    "cursor",
    "limit",
    "office",
    "year",
    "month",
    "mission",
    "by",
    "province",
    "kind",
    "before",
    "from",
    "to",
    "first",
    "second",
    "after",
    "campaign",
    "expectation",
    "flagship",
    "region",
    "service",
    "theme",
    "tone",
}
"""The questions that operations of the API know."""


def routes(resolver: URLResolver | None = None, above: str = "") -> Iterator[str]:
    for one in (resolver or get_resolver()).url_patterns:
        route = above + str(one.pattern).replace("\\Z", "")
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from routes(one, route)


def pages() -> list[str]:
    return sorted({route for route in routes() if not route.startswith("api/v1/") or route == "api/v1/docs"})


def operations() -> list[tuple[str, str]]:
    """(method, path) of every operation of the API, the path without its beginning."""
    return [
        (method, path.removeprefix("/api/v1"))
        for path, methods in service.schema()["paths"].items()
        for method in methods
    ]


def asked_of_operations() -> set[str]:
    return {
        one["name"]
        for methods in service.schema()["paths"].values()
        for operation in methods.values()
        for one in operation.get("parameters", [])
        if one["in"] == "query"
    }


PART = re.compile(r"<\w+:(\w+)>|\{(\w+)\}")


def is_public(route: str) -> bool:
    """Open to everybody, or a citizen's own: what it shows hangs on her account or her key, not on the office of who asks."""
    return not route.startswith(("desk/", "/"))


def names_of(route: str) -> list[str]:
    return [a or b for a, b in PART.findall(route)]


def values_of(route: str, name: str, things: Things) -> list[str]:
    """Raises KeyError for a part that no table knows."""
    if route == REPORTS[0]:
        return list(REPORTS_OF_INSIGHT)
    if route == REPORTS[1]:
        return {"name": ["new", "area", "accused"], "kind": ["xlsx", "pdf", "csv"]}[name]
    rows = list(filter(None, (one.of(route, name) for one in things.rows)))
    if (route, name) in OF_ROUTE:
        return OF_ROUTE[route, name] + rows
    return parts(things)[name] + rows


def addresses(route: str, things: Things) -> list[str]:
    """Every address of this route that is asked."""
    names = names_of(route)
    found = []
    for some in product(*(values_of(route, name, things) for name in names)):
        told = iter(some)
        path = PART.sub(lambda _part, told=told: next(told), route)
        found += [path, *(path + question for question in QUESTIONS.get(route, []) if question)]
    return found
