"""Coming in, going out, and what happens at the door."""

from typing import Any

import pytest
from django.test import Client

from people import STAFF, user
from sangsuk.accounts.models import User
from sangsuk.desk.views import tries

from .reading import text

PASSWORD = "correct horse 9"


def try_at(client: Client, email: str = "malee@example.com", password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/desk/sign-in", {"email": email, "password": password}, **more)


def test_malee_signs_in_and_sees_her_queue(client: Client) -> None:
    user("malee")
    answer = try_at(client, email=" Malee@Example.com ")
    assert answer["Location"] == "/desk/today"
    assert "มาลี รักงาน" in text(client.get("/desk/"))


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/desk/outbox", "/desk/outbox"),
        ("https://evil.example/desk/", "/desk/today"),
        ("//evil.example", "/desk/today"),
        ("/", "/desk/today"),
    ],
)
def test_she_goes_on_to_where_she_wanted_but_never_to_a_stranger(client: Client, wanted: str, goes: str) -> None:
    user("malee")
    data = {"email": "malee@example.com", "password": PASSWORD, "next": wanted}
    assert client.post("/desk/sign-in", data)["Location"] == goes


def test_a_page_of_the_desk_leads_to_the_door_and_back(client: Client) -> None:
    answer = client.get("/desk/outbox")
    assert answer["Location"] == "/desk/sign-in?next=/desk/outbox"
    assert 'name="next" value="/desk/outbox"' in client.get(answer["Location"]).content.decode()


def test_unknown_wrong_and_closed_accounts_get_the_same_words(client: Client) -> None:
    user("malee")
    closed = user("suda")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    tries = [("nobody@example.com", PASSWORD), ("malee@example.com", "wrong"), (closed.email, PASSWORD)]
    pages = [try_at(client, email, password) for email, password in tries]
    assert [page.status_code for page in pages] == [422, 422, 422]
    assert all("อีเมลหรือรหัสผ่านไม่ถูกต้อง" in text(page) for page in pages)


def test_empty_fields_are_named(client: Client) -> None:
    answer = try_at(client, "", "")
    assert answer.status_code == 422
    assert "กรุณากรอกรหัสผ่าน" in text(answer)


def test_what_was_typed_is_kept_but_never_the_password(client: Client) -> None:
    page = try_at(client, "malee@example.com", "wrong-word").content.decode()
    assert 'value="malee@example.com"' in page
    assert "wrong-word" not in page


def test_guessing_at_one_account_is_slowed_down_and_colleagues_in_the_building_are_not(client: Client) -> None:
    user("malee")
    user("suda")
    for _ in range(tries.TRIES):
        assert try_at(client, password="wrong").status_code == 422
    slowed = try_at(client)
    assert slowed.status_code == 429
    assert "กรุณารอ 15 นาที" in text(slowed)
    assert try_at(client, "suda@example.com").status_code == 302


def test_a_stranger_elsewhere_cannot_lock_malee_out(client: Client) -> None:
    user("malee")
    for _ in range(tries.TRIES):
        try_at(client, password="wrong", REMOTE_ADDR="203.0.113.9")
    assert try_at(client, REMOTE_ADDR="203.0.113.9").status_code == 429
    assert try_at(client, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_one_password_on_many_accounts_is_slowed_down_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "TRIES_OF_A_PLACE", 3)
    for n in range(3):
        assert try_at(client, f"someone{n}@example.com", "Summer2569").status_code == 422
    assert try_at(client, "another@example.com", "Summer2569").status_code == 429


def test_signing_out_needs_a_press_and_ends_the_session(at: Any) -> None:
    client = at("malee")
    assert client.get("/desk/sign-out").status_code == 405
    assert client.post("/desk/sign-out")["Location"] == "/desk/sign-in"
    assert client.get("/desk/").status_code == 302


def test_signing_out_twice_does_no_harm(client: Client) -> None:
    assert client.post("/desk/sign-out").status_code == 302


def test_an_account_that_works_nowhere_gets_a_clear_page(client: Client) -> None:
    somebody = User.objects.create(email="new@example.com", name="คนใหม่")
    client.force_login(somebody)
    answer = client.get("/desk/")
    assert answer.status_code == 403
    assert "บัญชีของท่านยังไม่ได้ผูกกับหน่วยงานใด" in text(answer)
    assert "/desk/sign-out" in answer.content.decode()


def test_an_open_page_whose_session_ended_keeps_what_was_typed(client: Client) -> None:
    answer = client.get("/desk/cases/5001-70-000001", headers={"HX-Request": "true"}, follow=True)
    assert answer["HX-Retarget"] == "#ended"
    assert "สิ่งที่พิมพ์ยังอยู่ในหน้านี้" in text(answer)


def test_an_expired_guard_gives_the_form_again() -> None:
    user("malee")
    answer = try_at(Client(enforce_csrf_checks=True))
    assert answer.status_code == 403
    assert 'value="malee@example.com"' in answer.content.decode()


def test_pages_of_the_desk_are_kept_by_nobody(at: Any) -> None:
    assert at("malee").get("/desk/")["Cache-Control"] == "no-store"


@pytest.mark.parametrize("who", STAFF)
def test_everybody_who_works_somewhere_comes_in(at: Any, who: str) -> None:
    assert at(who).get("/desk/", follow=True).status_code == 200


def test_who_opens_where_only_a_button_leads_reads_why(at: Any) -> None:
    page = at("malee").get("/desk/account/factors/codes")
    assert page.status_code == 405
    assert page["Allow"] == "POST"
    assert "กรุณากลับไปหน้านั้นแล้วกดปุ่มอีกครั้ง" in page.content.decode()
