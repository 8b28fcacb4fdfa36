"""Doors are closed by default. Whoever opens one writes here why."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from sangsuk.api import service
from sangsuk.api.door import PAGES

OPEN = {
    "healthz": "tells nothing but that it lives",
    "readyz": "tells nothing but that it can work",
    "desk/sign-in": "the way in",
    "desk/sign-in/second": "the second step of the way in; asks for the first one done a moment ago",
    "desk/join/<str:token>": "a signed link of use once, for who comes for the first time",
    "desk/sign-in/thaid": "the way in by ThaID, for who has joined it from inside",
    "desk/sign-out": "the way out, also when the session is over",
    "desk/flagships/phone/shell": "the page of sheets without anybody's data, for a phone to keep",
    "desk/flagships/phone/sw.js": "the script that opens it without signal",
    "desk/flagships/phone/manifest.webmanifest": "its name and icons",
    "desk/field/shell": "the page of the field without anybody's data, for a phone to keep",
    "desk/field/sw.js": "the script that opens that page without signal",
    "desk/field/manifest.webmanifest": "its name and its icons",
    "desk/field/icon-<int:size>.png": "a drawing",
    "api/v1/docs": "how to call us is no secret",
    "": "the front page",
    "tell": "anybody may tell us her trouble",
    "tell/<uuid:token>": "the token of the draft is the key",
    "tell/<uuid:token>/photos/<int:file_id>": "the token of the draft is the key",
    "tell/<uuid:token>/photos/<int:file_id>/remove": "the token of the draft is the key",
    "tell/<uuid:token>/photos/<int:file_id>/no-place": "the token of the draft is the key",
    "tell/<uuid:token>/where": "the token of the draft is the key",
    "tell/<uuid:token>/place": "the token of the draft is the key",
    "tell/<uuid:token>/alike": "the token of the draft is the key; what is offered names nobody",
    "tell/<uuid:token>/accused": "the token of the draft is the key; names only offices",
    "tell/<uuid:token>/joined": "the token of the draft is the key",
    "tell/<uuid:token>/who": "the token of the draft is the key",
    "tell/<uuid:token>/proof": "the token of the draft is the key",
    "tell/<uuid:token>/receipt": "the token of the draft is the key",
    "lessons": "lessons that a second person let everybody read; nobody is known by them",
    "lessons/<slug:code>": "a lesson that everybody may read",
    "learning/certificates/<str:code>": "whoever holds a certificate may check it; it says what stands on the paper",
    "practices": "what districts did, for everybody",
    "practices.rss": "what districts did, for everybody",
    "practices/<slug:code>": "a published practice",
    "practices/<slug:code>/files/<int:file_id>": "a picture or a paper of a published practice",
    "stories/claim/<str:token>": "the link is the key, and it works once",
    "outreach": "anybody may ask when the mobile unit comes",
    "outreach/mine/<str:token>.ics": "the token is the key; only its digest is kept",
    "outreach/<str:code>.ics": "announced trips, for everybody's calendar",
    "outreach/<str:code>": "announced trips of a district or sub-district",
    "c": "anybody may choose the office of her card; nothing is kept",
    "c/<str:code>": "anybody may say how it went at a counter",
    "c/<str:code>/thanks": "tells nothing",
    "c/<str:code>/kiosk": "the same page for a shared tablet",
    "c/<str:code>/kiosk/thanks": "tells nothing",
    "films/release": "asks for the key of a release",
    "films/<slug:code>": "a published film",
    "films/<slug:code>/file": "a published film",
    "films/<slug:code>/<slug:kind>.<slug:language>.vtt": "captions of a published film",
    "r/<slug:code>": "anybody may rate the service of an office",
    "r/<slug:code>/thanks": "tells nothing",
    "standards": "the names of provinces",
    "standards/in/<slug:province_code>": "offices and the bands they reached",
    "standards/office/<slug:code>": "verified standing and accessibility; sums of the survey, small groups hidden",
    "standards/certificates/<str:code>": "whoever holds a certificate of an office may check it",
    "certificates/<str:code>": "whoever holds a certificate may check it; it says what stands on the paper",
    "stories/<str:code>/proofs/<int:file_id>": "what proves a promise kept, of a published story",
    "stories/mine/<str:code>/<str:key>/case": "number and key of her own story",
    "stories/mine/<str:code>/<str:key>/pledges/<int:no>/<slug:name>": "number and key of her own story",
    "stories/mine/<str:code>/<str:key>/proofs/<int:file_id>": "number and key of her own story",
    "track/<str:number>/<str:key>/story/begin": "number and key of her own case",
    "flagships/indicators": "what is measured, for everybody",
    "flagships/indicators/<str:code>": "who counts what and how, for everybody",
    "flagships/figures": "what the ten projects have come to, for everybody",
    "flagships/figures/<str:area>": "what the ten projects have come to, for everybody",
    "flagships/passport/<str:code>/<str:area>/<str:period>": "where a figure comes from, for everybody; no names of officials",
    "flagships/change/<str:code>/<str:area>/<str:period>": "which areas have come further, for everybody",
    "voices": "what people see in us, for everybody; small numbers are held back",
    "voices/<slug:province_code>": "what people see in us, for everybody; small numbers are held back",
    "voices/office/<slug:code>": "what people see in us, for everybody; small numbers are held back",
    "voices/region/<slug:code>": "what people see in us, for everybody; small numbers are held back",
    "trainings": "titles, places and days of training; names nobody",
    "trainings/<slug:code>": "one training that was announced; names nobody",
    "trainings/<slug:code>.ics": "the same for a calendar",
    "trainings/in/<str:token>": "the signed code on the screen of a session; only remembered until she has signed in",
    "trainings/certificates": "asks for the code of a certificate",
    "trainings/certificates/<str:code>": "whoever holds a certificate may check it; it says what stands on the paper",
    "track": "asks for the number and the key",
    "track/<str:number>/<str:key>": "number and key",
    "track/<str:number>/<str:key>/files/<int:file_id>": "number and key",
    "track/<str:number>/<str:key>/<slug:name>": "number and key",
    "track/<str:number>/<str:key>/receipt.json": "number and key",
    "track/<str:number>/<str:key>/receipt.pdf": "number and key",
    "track/<str:number>/<str:key>/proof.json": "number and key",
    "record": "what the public log is",
    "record/heads.json": "signed heads are there to be copied",
    "record/keys.json": "public keys",
    "record/consistency.json": "hashes that tell nothing of any case",
    "record/sangsuk_verify.py": "a program to check us with",
    "verify": "checks in the browser, sends nothing",
    "restore": "our own signature on the receipt is the key, and it brings back only what was there; it never tells a key of a case",
    "follow/<str:number>/<str:key>": "number and key",
    "follow/<str:number>/<str:key>/rights": "number and key",
    "follow/<str:number>/<str:key>/rights/copy": "number and key",
    "follow/<str:number>/<str:key>/rights/copy.json": "number and key",
    "follow/<str:number>/<str:key>/rights/<int:pk>/<slug:name>": "number and key",
    "track/<str:number>/<str:key>/family": "number and key",
    "look/<str:number>/<str:key>": "number and a second key, to look only",
    "look/<str:number>/<str:key>/files/<int:file_id>": "number and a second key, to look only",
    "tell/<uuid:token>/keep": "the token of the draft, and a citizen's own session",
    "stories/campaigns/<slug:code>": "a campaign that is no draft",
    "stories/write": "telling a story is open to everybody",
    "stories/write/<uuid:token>/office": "the token of the draft",
    "stories/write/<uuid:token>/text": "the token of the draft",
    "stories/write/<uuid:token>/save": "the token of the draft",
    "stories/write/<uuid:token>/about": "the token of the draft",
    "stories/write/<uuid:token>/you": "the token of the draft",
    "stories/write/<uuid:token>/review": "the token of the draft",
    "stories/write/<uuid:token>/proof": "the token of the draft",
    "stories/write/<uuid:token>/receipt": "the token of the draft",
    "stories/write/<uuid:token>/files/<int:file_id>": "the token of the draft",
    "stories/write/<uuid:token>/files/<int:file_id>/remove": "the token of the draft",
    "stories/write/<uuid:token>/parts": "the token of the draft",
    "stories/write/<uuid:token>/parts/<uuid:part_id>": "the token of the draft",
    "stories/write/<uuid:token>/parts/<uuid:part_id>/done": "the token of the draft",
    "stories/write/<uuid:token>/keep": "the token of the draft, and a citizen's own session",
    "stories/mine": "number and key are asked for here",
    "stories/mine/<str:code>/<str:key>": "number and key",
    "stories/mine/<str:code>/<str:key>/files/<int:file_id>": "number and key",
    "stories/mine/<str:code>/<str:key>/<slug:name>": "number and key",
    "me/stories/<str:code>": "a citizen's own session",
    "me/stories/<str:code>/files/<int:file_id>": "a citizen's own session",
    "me/stories/<str:code>/<slug:name>": "a citizen's own session",
    "me": "the way in for citizens who want one; with a session, her own cases",
    "me/sign-in/<slug:provider>": "the way to ThaID or LINE",
    "me/back/thaid": "the way back from ThaID; asks for the state that was put aside",
    "me/back/line": "the way back from LINE; asks for the state that was put aside",
    "me/sign-out": "the way out",
    "me/sign-out-everywhere": "a citizen's own session",
    "me/account": "a citizen's own session",
    "me/join": "a citizen's own session",
    "me/family": "a citizen's own session",
    "me/family/<int:delegation_id>/end": "a citizen's own session",
    "me/accept": "a citizen's own session",
    "me/village/<int:post_id>": "a citizen's own session, and her post",
    "me/village/<int:post_id>/reports": "a citizen's own session, and her post",
    "me/village/<int:post_id>/reports/<int:sheet_id>": "a citizen's own session, and her post",
    "me/village/<int:post_id>/reports/<int:sheet_id>/endorse": "a citizen's own session, and her post",
    "me/village/<int:post_id>/reports/<int:sheet_id>/ask": "a citizen's own session, and her post",
    "me/village/<int:post_id>/take": "a citizen's own session, and her post",
    "me/village/<int:post_id>/tell": "a citizen's own session, and her post",
    "tell/<uuid:token>/behalf": "the token of the draft, a citizen's own session, and her post",
    "me/cases/<str:number>": "a citizen's own session",
    "me/cases/<str:number>/leave": "a citizen's own session",
    "me/cases/<str:number>/files/<int:file_id>": "a citizen's own session",
    "me/cases/<str:number>/<slug:name>": "a citizen's own session",
    "mock/<slug:provider>/.well-known/openid-configuration": "pretended provider; 404 in earnest",
    "mock/<slug:provider>/keys": "pretended provider; 404 in earnest",
    "mock/<slug:provider>/auth": "pretended provider; 404 in earnest",
    "mock/<slug:provider>/token": "pretended provider; 404 in earnest",
    "answer/<str:token>": "a signed link that ends; shows the redacted request",
    "places/suggest": "names of places are public",
    "map": "counts of districts, small ones hidden",
    "map/pick.svg": "a picture of the country",
    "map/pick-<str:province_code>.svg": "a picture of a province",
    "map/<str:province_code>": "counts of districts, small ones hidden",
    "language": "sets a cookie with two letters",
    "about": "who we are",
    "privacy": "what we keep and why",
    "privacy/notices/<slug:audience>": "what people are told about their data",
    "track/<str:number>/<str:key>/rights": "number and key",
    "track/<str:number>/<str:key>/rights/copy": "number and key",
    "track/<str:number>/<str:key>/rights/copy.json": "number and key",
    "track/<str:number>/<str:key>/rights/<int:pk>/<slug:name>": "number and key",
    "accessibility": "who can use this and how",
    "robots.txt": "for crawlers",
    "sitemap.xml": "for crawlers",
    "flagships/<slug:code>/needs": "counts of ten and more; nothing of a sealed matter",
    "news": "published news is for everybody",
    "news/feed.rss": "published news is for everybody",
    "news/feed.atom": "published news is for everybody",
    "news/pictures/<int:pk>": "pictures of published news are for everybody",
    "news/<slug:office>/<int:year>/<int:running>": "published news is for everybody; withdrawn it says so",
    "stories": "published stories are for everybody",
    "stories/feed.rss": "published stories are for everybody",
    "stories/feed.atom": "published stories are for everybody",
    "stories/feed.json": "published stories are for everybody",
    "stories/open-data.csv": "holds no words and nobody's name",
    "stories/open-data.json": "holds no words and nobody's name",
    "stories/rounds/<slug:code>": "rules and the fingerprint of a seed; the chosen when they are announced",
    "stories/rounds/<slug:code>/record.json": "packet codes and marks under numbers, and nobody's name; only when announced",
    "stories/press": "what newspapers may take",
    "stories/press-kit.zip": "holds only what its authors let others quote and show",
    "stories/films": "published films are for everybody",
    "flagships": "the programme that is open, and how many districts have begun",
    "flagships/sdg": "what the projects serve",
    "flagships/strategy": "what the projects serve",
    "flagships/<slug:code>": "one project of a programme that is open",
    "stories/campaigns/<slug:campaign>/numbers": "counts of published stories",
    "stories/campaigns/<slug:campaign>/numbers.csv": "counts of published stories",
    "stories/<str:code>": "published stories are for everybody",
    "stories/<str:code>/report": "any reader may say that a story does harm",
    "stories/<str:code>/card.png": "the picture beside a link to a published story",
    "stories/<str:code>/files/<int:file_id>": "passed by a moderator, and its author lets it be shown",
    "stories/<str:code>/files/<int:file_id>/small": "passed by a moderator, and its author lets it be shown",
    "csp-report": "browsers tell what the policy stopped; nothing is stored",
}
OPEN_OPERATIONS = {
    "submit_case": "anybody may tell us her trouble",
    "list_looks": "number and key",
    "track_case": "number and key",
    "reply": "number and key",
    "send_photograph": "number and key",
    "read_photograph": "number and key",
    "find_places": "names of places are public",
    "list_categories": "lists of codes are public",
    "list_offices": "who answers where is public",
    "read_office": "who answers where is public",
    "list_missions": "lists of codes are public",
    "list_channels": "lists of codes are public",
    "list_settlements": "lists of codes are public",
    "list_terms": "lists of codes are public",
    "list_statuses": "lists of codes are public",
    "send_card": "anybody may say how it went",
    "list_stories": "published stories are for everybody",
    "read_story": "published stories are for everybody",
    "list_figures": "what the ten projects have come to, for everybody",
    "read_data_values": "numbers that provinces passed, for everybody",
    "list_programmes": "programmes that are open or over",
    "read_programme": "a programme that is open or over",
    "list_heads": "what we signed, for everybody to keep",
    "read_head": "what we signed, for everybody to keep",
    "list_record_keys": "public halves of keys",
    "prove_inclusion": "hashes of a tree, which tell nothing of a case",
    "prove_growth": "hashes of a tree, which tell nothing of a case",
}
BY_PROGRAM = "api/v1/"
SAMPLES = {
    "number": "5001-70-000001",
    "int": "1",
    "slug": "accept",
    "str": "5001",
    "path": "x",
    "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
}


def patterns(resolver: URLResolver | None = None, above: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in (resolver or get_resolver()).url_patterns:
        route = above + str(one.pattern).replace("\\Z", "")
        if isinstance(one, URLResolver):
            yield from patterns(one, route)
        else:
            yield route, one


def is_page(route: str) -> bool:
    return not route.startswith(BY_PROGRAM) or f"/{route}" in PAGES


def example(route: str) -> str:
    return "/" + re.sub(r"<(\w+):\w+>", lambda found: SAMPLES[found[1]], route)


PAGE_ROUTES = {route: pattern for route, pattern in patterns() if is_page(route)}
CLOSED = sorted(set(PAGE_ROUTES) - set(OPEN))


def test_every_page_that_is_open_is_listed_with_its_reason() -> None:
    opened = {r for r, pattern in PAGE_ROUTES.items() if not getattr(pattern.callback, "login_required", True)}
    assert opened == set(OPEN)
    assert all(OPEN.values())


@pytest.mark.django_db
@pytest.mark.parametrize("route", CLOSED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_closed_page_leads_a_stranger_to_the_sign_in(client: Client, route: str, method: str) -> None:
    answer = getattr(client, method)(example(route))
    assert answer.status_code == 302 and answer["Location"].startswith("/desk/sign-in")


def operations() -> Iterator[tuple[str, bool]]:
    """Every operation of the API, and whether it asks for a token."""
    for router in service.api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                yield str(operation.operation_id), bool(operation.auth_callbacks)


def test_every_operation_that_is_open_is_listed_with_its_reason() -> None:
    assert {name for name, closed in operations() if not closed} == set(OPEN_OPERATIONS)
    assert all(OPEN_OPERATIONS.values())


def test_no_address_of_the_api_goes_round_its_operations() -> None:
    """Beside the operations there are only the page, the description, and the root, which is not there."""
    described = {path.strip("/") for path in service.schema()["paths"]}
    routes = {re.sub(r"<(\w+:)?(\w+)>", r"{\2}", r) for r, _ in patterns() if r.startswith(BY_PROGRAM)}
    assert routes - described == {"api/v1/docs", "api/v1/openapi.json", "api/v1/"}
    assert Client().get("/api/v1/").status_code == 404
