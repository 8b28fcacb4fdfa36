"""What every kind of answer says to a browser, from one table."""

import base64
import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

import people
from factories import STORY, case, client_id
from sangsuk.common import ids
from sangsuk.config import headers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


ON_ALL = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


def stranger() -> Client:
    return Client(raise_request_exception=False)


def official() -> Client:
    client = Client()
    client.force_login(people.user("malee"))
    return client


def broken(path: str) -> Any:
    from unittest.mock import patch

    with patch("sangsuk.public.views.plain.render", side_effect=RuntimeError("broken")):
        return stranger().get(path)


def of_a_case(path: str) -> Any:
    told = case()
    return stranger().get(f"/track/{told.number}/{ids.secret_key(told.client_id)}{path}")


def photograph() -> Any:
    told = {"client_id": str(client_id(50)), "description": STORY, "identity": "none", "place": {"district": "5001"}}
    given = stranger().post("/api/v1/cases", told, content_type="application/json").json()
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG")
    sent = {"name": "x.jpg", "content": base64.b64encode(out.getvalue()).decode()}
    address, key = f"/api/v1/cases/{given['number']}/files", {"X-Case-Key": given["key"]}
    files = stranger().post(address, sent, content_type="application/json", headers=key).json()["files"]
    return stranger().get(f"/track/{given['number']}/{given['key']}/files/{files[0]['id']}")


def unchanged() -> Any:
    first = stranger().get("/static/img/logo.svg")
    first.close()
    tag = first["Last-Modified"]
    return stranger().get("/static/img/logo.svg", headers={"If-Modified-Since": tag})


KINDS: dict[str, tuple[int, Callable[[], Any]]] = {
    "a page": (200, lambda: stranger().get("/")),
    "a page asked for its head": (200, lambda: stranger().head("/about")),
    "a form": (200, lambda: stranger().get("/tell")),
    "a form with a mistake": (422, lambda: stranger().post("/tell", {"description": ""})),
    "a citizen's page": (200, lambda: of_a_case("")),
    "a wrong key": (404, lambda: stranger().get("/track/5001-70-000001/AAAA")),
    "a file that is not there": (404, lambda: of_a_case("/files/1")),
    "a photograph of a case": (200, photograph),
    "a page of the desk": (200, lambda: official().get("/desk/")),
    "a case at the desk": (200, lambda: official().get(f"/desk/cases/{case().number}")),
    "the way to the sign-in": (302, lambda: stranger().get("/desk/")),
    "another way on": (302, lambda: stranger().post("/language", {"lang": "en"})),
    "an unknown address": (404, lambda: stranger().get("/nothing")),
    "an unknown host": (400, lambda: Client(SERVER_NAME="evil.example").get("/")),
    "a wrong method": (405, lambda: stranger().delete("/about")),
    "a forged form": (403, lambda: Client(enforce_csrf_checks=True).post("/desk/sign-in", {})),
    "something broken": (500, lambda: broken("/about")),
    "words for a search": (200, lambda: stranger().get("/places/suggest?q=แม่ริม")),
    "a picture": (200, lambda: stranger().get("/map/pick.svg")),
    "a text": (200, lambda: stranger().get("/robots.txt")),
    "a sign of life": (200, lambda: stranger().get("/healthz")),
    "a script of the phone": (200, lambda: stranger().get("/desk/field/sw.js")),
    "a page that a phone keeps": (200, lambda: stranger().get("/desk/field/shell")),
    "a static file": (200, lambda: stranger().get("/static/img/logo.svg")),
    "a static file not changed": (304, unchanged),
    "a static file that is not there": (404, lambda: stranger().get("/static/nothing.css")),
    "a program's answer": (200, lambda: stranger().get("/api/v1/missions")),
    "a program's trouble": (401, lambda: stranger().get("/api/v1/desk/cases")),
    "a program's unknown address": (404, lambda: stranger().get("/api/v1/nothing")),
    "the description": (200, lambda: stranger().get("/api/v1/openapi.json")),
    "the description for eyes": (200, lambda: stranger().get("/api/v1/docs")),
    "an empty answer": (204, lambda: stranger().post("/csp-report", b"{}", content_type="application/csp-report")),
}
PAGES_ARE = "text/html"


def policy(answer: Any) -> dict[str, list[str]]:
    parts = [part.split() for part in answer["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in parts}


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_carries_them(kind: str) -> None:
    status, ask = KINDS[kind]
    answer = ask()
    answer.close()
    assert answer.status_code == status
    assert {name: answer.get(name) for name in ON_ALL} == ON_ALL
    assert "microphone=()" in answer["Permissions-Policy"] and "camera=()" in answer["Permissions-Policy"]
    assert answer["Reporting-Endpoints"] == 'csp="/csp-report"'
    assert answer["Cache-Control"]
    said = policy(answer)
    assert said["default-src"] == ["'none'"] and ("sandbox" in said or said["frame-ancestors"] == ["'none'"])
    assert "unsafe" not in answer["Content-Security-Policy"] and "*" not in answer["Content-Security-Policy"]
    if not answer.get("Content-Type", "").startswith(PAGES_ARE) and "javascript" not in answer.get("Content-Type", ""):
        assert said.get("script-src", []) in ([], ["'nonce-"]) or answer.status_code in (204, 302)
    if answer.get("Content-Type", "").startswith(PAGES_ARE) and "default-src 'none'; base-uri" not in str(said):
        assert said["require-trusted-types-for"] == ["'script'"]
        assert said["object-src"] == said["base-uri"] == ["'none'"]
        assert said["form-action"] == ["'self'"]


def test_scripts_run_by_the_number_of_this_answer_alone() -> None:
    client, numbers = stranger(), set()
    for _ in range(3):
        answer = client.get("/tell")
        (source,) = policy(answer)["script-src"]
        number = source.removeprefix("'nonce-").removesuffix("'")
        assert source != number and len(number) >= 22
        text = answer.content.decode()
        assert text.count("<script") == text.count(f'<script src="/static/look/public.js" nonce="{number}"') == 1
        numbers.add(number)
    assert len(numbers) == 3


def test_only_a_page_that_a_phone_keeps_names_our_host_instead() -> None:
    assert policy(stranger().get("/desk/field/shell"))["script-src"] == ["'self'"]


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/tell", "(self)"), ("/stories/write", "(self)"), ("/c", "(self)"), ("/", "()"), ("/track", "()"), ("/about", "()"),
        ("/c/5001", "()"), ("/certificates/ABCDEFGHJK", "()"), ("/stories", "()"),
    ],
)  # fmt: skip
def test_only_pages_that_need_it_may_ask_for_the_position(path: str, may: str) -> None:
    assert f"geolocation={may}" in stranger().get(path)["Permissions-Policy"]


@pytest.mark.parametrize(
    ("path", "may"), [("/stories", "(self)"), ("/films/ABCD2345", "(self)"), ("/", "()"), ("/c", "()")]
)
def test_only_where_films_are_played_may_one_fill_the_screen(path: str, may: str) -> None:
    assert f"fullscreen={may}" in stranger().get(path)["Permissions-Policy"]


PRIVATE = [
    "a citizen's page",
    "a wrong key",
    "a photograph of a case",
    "a page of the desk",
    "a case at the desk",
    "a form",
    "a program's trouble",
]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("kind", PRIVATE)
def test_what_is_personal_is_kept_by_nobody(kind: str) -> None:
    answer = KINDS[kind][1]()
    answer.close()
    assert "no-store" in answer["Cache-Control"]


def test_every_cookie_stays_with_us_and_ends(settings: Any) -> None:
    client = official()
    settings.SESSION_SAVE_EVERY_REQUEST = True
    answers = [
        client.get("/tell"),
        client.post("/language", {"lang": "en"}),
        client.post("/desk/keys", {"keys": "off"}),
    ]
    cookies = {name: dict(morsel) for answer in answers for name, morsel in answer.cookies.items()}
    assert set(cookies) == {"sessionid", "csrftoken", "lang", "keys"}
    for name, said in cookies.items():
        assert said["samesite"] == "Lax" and said["path"] == "/" and not said["domain"], name
        assert said["httponly"] or name == "csrftoken", name  # the page kept by a phone puts it into its form
    ages = {name: int(said["max-age"]) for name, said in cookies.items() if said["max-age"]}
    assert ages["csrftoken"] == 30 * 24 * 3600
    assert all(age <= 366 * 24 * 3600 for age in ages.values())


ASKED = """
import json, django
django.setup()
from django.conf import settings as s
print(json.dumps({n: getattr(s, n) for n in dir(s) if n.endswith(("_NAME", "_SECURE")) or n.startswith("SECURE_HSTS")}))
"""


def test_with_https_cookies_belong_to_the_host_and_browsers_remember_it() -> None:
    environment = os.environ | {"SANGSUK_URL": "https://sangsuk.example.go.th", "SANGSUK_HSTS_PRELOAD": "1"}
    told = subprocess.run([sys.executable, "-c", ASKED], env=environment, capture_output=True, check=True, text=True)
    got = json.loads(told.stdout)
    names = [got[f"{name}_COOKIE_NAME"] for name in ("SESSION", "CSRF", "LANGUAGE", "KEYS")]
    assert names == ["__Host-sessionid", "__Host-csrftoken", "__Host-lang", "__Host-keys"]
    assert got["SESSION_COOKIE_SECURE"] and got["CSRF_COOKIE_SECURE"] and got["LANGUAGE_COOKIE_SECURE"]
    assert got["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert got["SECURE_HSTS_INCLUDE_SUBDOMAINS"] and got["SECURE_HSTS_PRELOAD"]


def test_encryption_is_asked_for_on_encrypted_answers(settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 100, True
    for path in ("/", "/api/v1/missions", "/static/img/logo.svg"):
        encrypted, plain = Client().get(path, secure=True), Client().get(path)
        encrypted.close()
        plain.close()
        assert encrypted["Strict-Transport-Security"] == "max-age=100; includeSubDomains"
        assert "Strict-Transport-Security" not in plain


def test_a_host_that_only_a_header_names_is_not_believed() -> None:
    answer = stranger().get("/", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"})
    assert answer.status_code == 200 and "evil.example" not in answer.content.decode()
    assert not answer.wsgi_request.is_secure()


@pytest.mark.parametrize(("peer", "seen"), [("10.0.0.7", ("203.0.113.9", "https")), ("10.0.1.7", ("10.0.1.7", "http"))])
def test_what_a_proxy_says_is_believed_of_named_ones_only(peer: str, seen: tuple[str, str]) -> None:
    from granian.utils.proxies import wrap_wsgi_with_proxy_headers

    got: list[tuple[str, str]] = []

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        got.append((environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]))
        return []

    told = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http", "HTTP_X_FORWARDED_FOR": "203.0.113.9",
            "HTTP_X_FORWARDED_PROTO": "https"}  # fmt: skip
    wrap_wsgi_with_proxy_headers(app, "10.0.0.0/24")(told, lambda *a: None)
    assert got == [seen]


OLD = {"csp-report": {"document-uri": "http://x/track/5001-70-000001/SECRET-KEY", "violated-directive": "script-src-elem",
                      "blocked-uri": "https://somchai.example/x?phone=0815550101"}}  # fmt: skip
NEW = [{"type": "csp-violation", "body": {"documentURL": "http://x/tell", "effectiveDirective": "script-src",
                                          "blockedURL": "inline"}}]  # fmt: skip


@pytest.mark.parametrize(("told", "seen"), [
    (OLD, ("script-src-elem", "address", "track/<str:number>/<str:key>")),
    (NEW, ("script-src", "inline", "tell")),
    ({"csp-report": {"document-uri": "\x00://[", "violated-directive": ["สมชาย"], "blocked-uri": 7}}, ("", "", "")),
])  # fmt: skip
def test_a_report_is_written_down_without_address_key_or_words(caplog: Any, told: Any, seen: tuple[str, ...]) -> None:
    with caplog.at_level(logging.WARNING, "sangsuk"):
        answer = stranger().post("/csp-report", json.dumps(told), content_type="application/reports+json")
    assert (answer.status_code, answer.content) == (204, b"")
    (line,) = caplog.records
    assert (line.directive, line.blocked, line.route) == seen
    assert not {"SECRET", "somchai", "0815550101", "สมชาย"} & set(str(vars(line)))


@pytest.mark.parametrize("body", [b"", b"[", b"null", b"[1]", b"{}", b"[[[[", b"x" * 10_001, b"\xff", b"[" * 9000])
def test_a_report_that_is_none_is_answered_the_same(caplog: Any, body: bytes) -> None:
    assert stranger().post("/csp-report", body, content_type="application/json").status_code == 204
    assert not caplog.records


def test_who_reports_without_end_is_read_ten_times_a_minute(caplog: Any) -> None:
    for _ in range(13):
        assert stranger().post("/csp-report", json.dumps(NEW), content_type="application/json").status_code == 204
    assert len(caplog.records) == 10


def test_the_middleware_stands_first() -> None:
    assert settings.MIDDLEWARE[0] == f"{headers.__name__}.headers"
