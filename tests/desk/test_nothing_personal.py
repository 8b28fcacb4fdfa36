"""A whole journey, with an error in the middle: names and numbers stand in no log, job, subject or report."""

import logging
import re
from typing import Any

import pytest
from django.conf import settings as house
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client, RequestFactory
from django.urls import get_resolver

import factories
import listening
from asking_ids import ask
from people import actor, user
from sangsuk.cases import reporters
from sangsuk.cases.checking import Person
from sangsuk.cases.models import Reporter
from sangsuk.common.logs import JsonFormatter, Report
from sangsuk.notifications import actions as notifications
from sangsuk.notifications.models import Message

HER = Person("ปานตะวันรุ่ง ใจดี", "0815559977", "pantawanrung@example.com", "1234567890121")
PLANTED = ["ปานตะวันรุ่ง", "0815559977", "pantawanrung", "1234567890121"]


@pytest.fixture
def heard() -> Any:
    with listening.every_logger() as said:
        yield said


def clean(text: str) -> bool:
    return not [word for word in PLANTED if word in text]


def test_a_journey_with_an_error_leaves_no_name_and_no_number(heard: Any, settings: Any, monkeypatch: Any) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1:1"  # nobody answers there
    ask()
    told = factories.case(reporter=HER)
    told = factories.moved(told, ("accept", actor("malee")), ("ask", actor("malee")))
    assert notifications.send_due() >= 0
    client = Client(raise_request_exception=False)
    client.force_login(user("malee"))

    def broken(case: Any, **asked: Any) -> Any:
        name, phone = HER.name, HER.phone
        raise RuntimeError(f"{name} {phone}")

    monkeypatch.setattr(reporters, "reveal", broken)
    answer = client.post(f"/desk/cases/{told.number}/reveal", {"reason": "โทรนัดตรวจที่เกิดเหตุ"})
    assert answer.status_code == 500
    assert clean(answer.content.decode())
    with pytest.raises(IntegrityError), transaction.atomic():  # PostgreSQL's DETAIL would name the row
        Reporter.objects.create(case=told, id_tail=HER.name)
    try:
        with transaction.atomic():
            Reporter.objects.create(case=told, id_tail=HER.name)
    except IntegrityError:
        logging.getLogger("sangsuk.x").exception("a job has failed")
    said = heard.getvalue()
    assert "RuntimeError" in said and "a job has failed" in said and "23505" in said
    assert clean(said)
    assert all(clean(message.subject + message.recipient_masked + message.body) for message in Message.objects.all())


def test_jobs_carry_no_names(heard: Any) -> None:
    factories.case(reporter=HER)
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(string_agg(args::text || task_name, ' '), '') from procrastinate_jobs")
        assert clean(cursor.fetchone()[0])


def test_djangos_own_report_of_an_error_shows_no_variable_and_no_words() -> None:
    def fails() -> None:
        name = HER.name
        raise RuntimeError(name)

    request = RequestFactory().post("/desk", {"name": HER.name, "phone": HER.phone})
    try:
        fails()
    except RuntimeError as error:
        report = Report(request, RuntimeError, error, error.__traceback__)
        assert clean(report.get_traceback_text()) and clean(report.get_traceback_html())
    assert house.DEFAULT_EXCEPTION_REPORTER == "sangsuk.common.logs.Report"


def test_the_database_server_writes_no_statement_no_parameter_and_no_row() -> None:
    wanted = {
        "log_statement": "none", "log_min_error_statement": "panic", "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0", "log_error_verbosity": "terse", "log_min_duration_statement": "-1",
        "log_min_messages": "log",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("select name, setting from pg_settings where name = any(%s)", [list(wanted)])
        assert dict(cursor.fetchall()) == wanted
    for broken in ("select 1/0 where %s <> ''", "select %s::int"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(broken, [HER.name])
    said = listening.database_log()
    assert "ready to accept connections" in said  # it is the log
    assert clean(said)


def opening_addresses() -> set[str]:
    """Every route of ours in whose address stands something that opens: a key, a token, a signature."""
    found = set()

    def walk(patterns: Any, before: str) -> None:
        for one in patterns:
            route = before + str(one.pattern)
            if hasattr(one, "url_patterns"):
                walk(one.url_patterns, route)
            elif re.search(r"<\w+:(?:key|token)>", route) and not route.startswith("desk/rules/"):
                found.add(route)

    walk(get_resolver().url_patterns, "")
    return found | {"f/photo/<str:token>"}


@pytest.mark.parametrize("route", sorted(opening_addresses()))
def test_a_log_line_never_holds_what_opens_a_page(route: str) -> None:
    opens = "MIKT-9RPA-22XC-77HJ"
    address = "/" + re.sub(r"<\w+:(?:key|token)>", opens, route)
    record = logging.makeLogRecord({"msg": f"Internal Server Error: {address}", "levelname": "ERROR", "about": address})
    assert opens not in JsonFormatter().format(record)
