"""Offices' own systems hear that something happened to a case they may see: signed, without names, and not from inside."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from factories import MONDAY, case, moved
from hooking import HOST, System, at_home, listening
from people import actor, user
from sangsuk.cases import hooks as telling
from sangsuk.cases.models import Case
from sangsuk.common import signatures
from sangsuk.common.errors import Refused
from sangsuk.notifications import hooks, posting
from sangsuk.notifications.models import Delivery, Message, Webhook

pytestmark = pytest.mark.django_db
EARLY = MONDAY - timedelta(hours=1)


@pytest.fixture
def system(settings: Any, tmp_path: Path) -> Iterator[System]:
    with listening(settings, tmp_path) as one:
        yield one


def registered(
    url: str, office: str = "50-electricity", kinds: tuple[str, ...] = tuple(hooks.KINDS)
) -> tuple[Webhook, str]:
    maker = user("wichai")
    return hooks.register(office, url, kinds=kinds, label="ระบบงานช่าง", by_id=maker.pk, by_name=maker.name, now=EARLY)


def told(now: Any = MONDAY) -> list[tuple[str, str]]:
    telling.tell(now)
    telling.tell(now)  # the second time nothing is told twice
    return list(Delivery.objects.order_by("id").values_list("kind", "about"))


def test_an_agency_hears_what_is_handed_to_it_what_changes_and_what_ends(system: System) -> None:
    registered(system.url)
    mine, other = case(1), case(2)
    moved(mine, ("hand_to_agency", actor("malee")))
    moved(other, ("accept", actor("malee")))
    assert told() == [("case.handed", mine.number)]
    moved(Case.objects.get(pk=mine.pk), ("agency_accept", actor("wichai")), ("note", actor("malee")))
    assert told() == [("case.handed", mine.number), ("case.changed", mine.number)]


def test_what_goes_out_is_signed_and_holds_no_name_and_no_words(system: System) -> None:
    hook, secret = registered(system.url)
    mine = case(1)
    moved(mine, ("hand_to_agency", actor("malee")))
    told()
    now = timezone.now()
    assert hooks.deliver_due(now, resolve=at_home) == 1
    ((headers, body),) = system.got
    given = {
        "id": headers["webhook-id"],
        "timestamp": headers["webhook-timestamp"],
        "signature": headers["webhook-signature"],
    }
    assert signatures.is_standard([secret], body=body, now=now, **given)
    said = json.loads(body)
    assert said["type"] == "case.handed" and set(said["data"]) == {"number", "move", "link"}
    for word in ("สมชาย", "0815550101", "น้ำท่วม", "somchai", "หม้อแปลง", "มาลี"):
        assert word not in body.decode()
    assert hooks.deliver_due(now, resolve=at_home) == 0
    hook.refresh_from_db()
    assert hook.last_ok_at == now


def test_nothing_is_told_of_a_sealed_case_and_what_waits_is_withdrawn(system: System) -> None:
    registered(system.url)
    registered(system.url, office="5001")
    open_case, sealed = case(1), case(2)
    moved(open_case, ("hand_to_agency", actor("malee")))
    Case.objects.filter(pk=sealed.pk).update(secrecy="secret")
    assert {number for _, number in told()} == {open_case.number}
    Case.objects.filter(pk=open_case.pk).update(secrecy="secret")
    telling.tell(MONDAY)
    assert set(Delivery.objects.values_list("trouble", flat=True)) == {"withdrawn"}
    assert hooks.deliver_due(MONDAY, resolve=at_home) == 0 and system.got == []


def test_an_office_hears_of_its_own_cases_only(system: System) -> None:
    registered(system.url, office="5002")
    registered(system.url, office="5001", kinds=("case.closed",))
    case(1)
    assert told() == []


def test_a_new_secret_signs_beside_the_old_one_for_a_day(system: System) -> None:
    hook, old = registered(system.url)
    now = timezone.now()
    new = hooks.rotate(hook, now=now)
    assert hooks.secrets_of(hook, now) == [new, old]
    assert hooks.secrets_of(hook, now + timedelta(hours=25)) == [new]
    assert old.encode() not in bytes(hook.old_secret) and new.encode() not in bytes(hook.secret)


def changed(hook: Webhook) -> Delivery:
    return Delivery(
        webhook=hook, name="msg_x", kind="case.changed", about="n", body="{}", queued_at=MONDAY, due_at=MONDAY
    )


@pytest.mark.parametrize(("status", "location"), [(500, ""), (404, ""), (302, "https://127.0.0.1/admin"), (410, "")])
def test_what_is_not_taken_goes_again_later_under_the_same_name(system: System, status: int, location: str) -> None:
    hook, _ = registered(system.url)
    system.status, system.location = status, location
    hooks.queue([changed(hook)])
    now = MONDAY
    for n in range(1, hooks.MOST_ATTEMPTS + 1):
        assert hooks.deliver_due(now, resolve=at_home) == 0
        row = Delivery.objects.get()
        assert (row.attempts, row.trouble) == (n, f"status_{status}")
        assert hooks.deliver_due(now, resolve=at_home) == 0 and len(system.got) == n
        now = max(row.due_at, now) + timedelta(seconds=1)
    assert Delivery.objects.get().given_up_at is not None
    assert {headers["webhook-id"] for headers, _ in system.got} == {"msg_x"}


def test_who_takes_nothing_for_three_days_is_switched_off_and_told(system: System) -> None:
    hook, _ = registered(system.url)
    hooks.queue([changed(hook)])
    system.status = 500
    hooks.deliver_due(MONDAY, resolve=at_home)
    assert hooks.end_failing(MONDAY + timedelta(days=2)) == 0
    assert hooks.end_failing(MONDAY + timedelta(days=3, seconds=1)) == 1
    hook.refresh_from_db()
    assert hook.off_why == "failing" and hook.off_at
    letter = Message.objects.get()
    assert letter.code == "webhook-off" and "ระบบงานช่าง" in letter.body
    assert hooks.end_failing(MONDAY + timedelta(days=9)) == 0


def test_a_trial_that_fails_starts_no_clock(system: System) -> None:
    hook, _ = registered(system.url)
    hooks.queue_test(hook, now=MONDAY)
    system.status = 500
    hooks.deliver_due(MONDAY, resolve=at_home)
    assert Delivery.objects.get().given_up_at == MONDAY
    assert hooks.end_failing(MONDAY + timedelta(days=9)) == 0
    hook.refresh_from_db()
    assert hook.failing_since is None and hook.off_at is None


INNER = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
    "::1", "fe80::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "", "x",
]  # fmt: skip


@pytest.mark.parametrize("address", INNER)
def test_no_address_inside_can_be_posted_to(address: str) -> None:
    with pytest.raises(posting.NotThere, match="inner_address"):
        posting.post(f"https://{HOST}/", b"{}", {}, resolve=lambda host, port: ["8.8.8.8", address])


def test_a_named_inner_network_can(settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = ["10.20.0.0/16"]
    assert posting.allowed("10.20.3.4") and not posting.allowed("10.21.0.1") and posting.allowed("1.1.1.1")


def test_the_connection_goes_to_the_address_that_was_looked_at(system: System) -> None:
    asked: list[str] = []

    def changing(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    assert posting.post(system.url, b"{}", {}, resolve=changing) == 204
    assert asked == [HOST]


def test_a_certificate_of_somebody_else_is_not_believed(system: System, settings: Any) -> None:
    settings.WEBHOOK_CA = ""
    with pytest.raises(posting.NotThere, match="bad_certificate"):
        posting.post(system.url, b"{}", {}, resolve=at_home)


BAD = [
    "http://hook.example.test/", "https://127.0.0.1/", "https://[::1]/", "https://localhost/", "https://0x7f.1/",
    "https://user:pw@hook.example.test/", "https://hook.example.test:22/", "https://hook.example.test/#x", "https:///x",
    "https://hook.example.test/ x", "https://hook.example.test/\r\nX: 1", "", "https://" + "a" * 600 + ".test/", "https://2130706433/",
    "https://hook.example.test:port/", "ftp://x.test", "https://127.1/",
]  # fmt: skip


@pytest.mark.parametrize("url", BAD)
def test_an_address_that_is_none_is_not_registered(url: str) -> None:
    with pytest.raises(Refused) as refused:
        registered(url)
    assert refused.value.field == "url" and not Webhook.objects.exists()


def test_ten_are_enough_and_the_same_one_twice_is_once() -> None:
    registered("https://a.example.test/")
    with pytest.raises(Refused, match="มีปลายทางนี้อยู่แล้ว"):
        registered("https://a.example.test/")
    for n in range(9):
        registered(f"https://a{n}.example.test/")
    with pytest.raises(Refused, match="ครบ 10"):
        registered("https://b.example.test/")
