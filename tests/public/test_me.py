"""A citizen's own list: what comes into it and what never does by itself; whom she lets look or act; how it ends."""

from typing import Any

import pytest
from django.test import Client

import storytelling
from factories import case as told_case
from sangsuk.accounts.models import User
from sangsuk.cases.mine import delegating, keeping, marks, seats
from sangsuk.cases.models import Case, CaseEvent, Delegation, KeptCase, LookKey
from sangsuk.common import ids
from sangsuk.stories import mine
from sangsuk.stories.models import KeptStory
from signing_in import sign_in

from .telling import NAMED, placed, sent, text

NONE = {"identity": "none", "language": "th"}


@pytest.fixture
def bunma() -> Client:
    client = Client()
    sign_in(client, "bunma")
    return client


@pytest.fixture
def malai(bunma: Client) -> Client:
    client = Client()
    sign_in(client, "malai")
    return client


def account(who: str) -> User:
    """Bunma came first, Malai second."""
    return User.objects.filter(kind="citizen").order_by("id")[("bunma", "malai").index(who)]


def kept(client: Client, **changes: Any) -> str:
    """A case told by her and kept in her list; gives its number."""
    return sent(client, {**NAMED, "keep": "on"}, **changes)[0]


def code(client: Client, number: str = "", power: str = "act", days: str = "90") -> str:
    answer = client.post("/me/family", {"case": number, "power": power, "days": days})
    assert answer.status_code == 200, text(answer)
    return str(answer.context["code"])


def accept(client: Client, given: str) -> Any:
    return client.post("/me/accept", {"code": given, "deed": "accept"})


def test_what_she_tells_while_signed_in_is_in_her_list_and_opens_without_a_key(bunma: Client) -> None:
    number = kept(bunma)
    assert number in text(bunma.get("/me"))
    page = text(bunma.get(f"/me/cases/{number}"))
    assert "ตอนนี้" in page and f"/me/cases/{number}/add" in page
    assert text(Client().get("/me")).count(number) == 0


def test_it_costs_nothing_not_to_keep_it(bunma: Client) -> None:
    number, key = sent(bunma)
    assert number not in text(bunma.get("/me"))
    assert bunma.get(f"/me/cases/{number}").status_code == 404
    assert bunma.get(f"/track/{number}/{key}").status_code == 200


def test_signed_in_does_not_mean_named(bunma: Client) -> None:
    """Without a name the tick counts for nothing; only her own press on the slip keeps it."""
    draft = placed(bunma)
    page = text(bunma.get(f"{draft}/who"))
    assert "จะบอกชื่อในเรื่องนี้หรือไม่ ท่านเลือกเองได้เหมือนเดิม" in page
    bunma.post(f"{draft}/who", {**NONE, "keep": "on", "use_name": "on"})
    case = Case.objects.get()
    assert case.identity == "none" and not KeptCase.objects.exists()
    assert not hasattr(case, "reporter") and "บุญมา" not in repr(list(CaseEvent.objects.values()))
    assert "เก็บไว้ในเรื่องของฉัน" in text(bunma.get(f"{draft}/receipt"))
    assert bunma.post(f"{draft}/keep")["Location"] == f"/me/cases/{case.number}"
    assert "เก็บไว้ในเรื่องของฉัน" not in text(bunma.get(f"{draft}/receipt"))


def test_her_verified_name_is_given_only_when_she_ticks_it(bunma: Client) -> None:
    from sangsuk.cases.reporters import contact

    draft = placed(bunma)
    assert bunma.post(f"{draft}/who", {"identity": "hidden", "language": "th"}).status_code == 422
    bunma.post(f"{draft}/who", {"identity": "hidden", "language": "th", "use_name": "on"})
    assert contact(Case.objects.get()).name == "บุญมา ใจเย็น (สมมติ)"


def test_the_tables_tell_nobody_who_keeps_which_case(bunma: Client) -> None:
    number = kept(bunma)
    case, row, user = Case.objects.get(number=number), KeptCase.objects.get(), account("bunma")
    assert not [f for f in KeptCase._meta.get_fields() if f.is_relation]
    assert not [f for f in Delegation._meta.get_fields() if f.is_relation and f.name != "looks"]
    for value in (row.holder, row.case, row.mark):
        assert not bytes(value).isdigit() and number.encode() not in bytes(value)
    assert bytes(row.mark) == marks.kept(marks.holder(user.pk), case.pk)
    assert not CaseEvent.objects.exclude(user=None).exists() and case.recorded_by_id is None


def test_an_old_case_comes_in_by_number_and_key_and_never_by_a_telephone(bunma: Client) -> None:
    number, key = sent(Client())
    assert number not in text(bunma.get("/me"))
    assert bunma.post("/me/join", {"number": number, "key": "AAAA-AAAA-AAAA-AAAA"}).status_code == 404
    assert bunma.post("/me/join", {"number": number, "key": key})["Location"] == "/me?done=joined"
    bunma.post("/me/join", {"number": number, "key": key})
    assert KeptCase.objects.count() == 1, "twice is once"


def test_taking_a_case_out_leaves_the_case(bunma: Client) -> None:
    number = kept(bunma)
    assert bunma.post(f"/me/cases/{number}/leave")["Location"] == "/me?done=left"
    assert bunma.get(f"/me/cases/{number}").status_code == 404
    assert Case.objects.get(number=number).is_open


def test_another_citizen_finds_nothing_under_her_address(bunma: Client, malai: Client) -> None:
    number = kept(bunma)
    seen, absent = malai.get(f"/me/cases/{number}"), malai.get("/me/cases/5001-70-999999")
    assert seen.status_code == absent.status_code == 404
    assert malai.post(f"/me/cases/{number}/add", {"add-text": "แอบเขียน"}).status_code == 404
    assert malai.post(f"/me/cases/{number}/leave").status_code == 404


def test_she_moves_her_case_from_her_page(bunma: Client) -> None:
    number = kept(bunma)
    answer = bunma.post(f"/me/cases/{number}/add", {"add-text": "น้ำสูงขึ้นอีก"})
    assert answer["Location"] == f"/me/cases/{number}?done=add"
    event = CaseEvent.objects.get(move="add")
    assert "on_behalf" not in event.data and event.user_id is None
    assert bunma.post(f"/me/cases/{number}/add", {"add-text": ""}).status_code == 422


def test_a_relative_acts_for_her_and_it_is_said_so_everywhere(bunma: Client, malai: Client) -> None:
    number = kept(bunma)
    given = code(bunma, number)
    look = malai.post("/me/accept", {"code": given})
    assert "บุญมา" in text(look) and number in text(look) and not Delegation.objects.exclude(delegate=None).exists()
    assert accept(malai, given)["Location"] == "/me?done=accepted"
    assert number in text(malai.get("/me")) and "มาลัย" in text(bunma.get("/me/family"))
    answer = malai.post(f"/me/cases/{number}/add", {"add-text": "แม่ฝากบอกว่าน้ำลดแล้ว"})
    assert answer.status_code == 302
    event = CaseEvent.objects.get(move="add")
    assert event.data["on_behalf"] == {"as": "delegate"} and event.user_id is None
    assert malai.get(f"/me/cases/{number}").status_code == 200
    assert "โดยผู้รับมอบหมาย" in text(bunma.get(f"/me/cases/{number}"))
    assert "เปิดดูล่าสุด" in text(bunma.get("/me/family"))


def test_who_may_only_look_finds_no_button_and_no_way(bunma: Client, malai: Client) -> None:
    number = kept(bunma)
    accept(malai, code(bunma, number, power="look"))
    page = text(malai.get(f"/me/cases/{number}"))
    assert f"/me/cases/{number}/" not in page.replace(f"/me/cases/{number}/files", "")
    assert malai.post(f"/me/cases/{number}/add", {"add-text": "ลองดู"}).status_code == 403
    assert not CaseEvent.objects.filter(move="add").exists()


@pytest.mark.parametrize("name", ["withdraw", "agree"])
def test_nobody_ends_a_case_for_her(name: str, bunma: Client, malai: Client) -> None:
    number = kept(bunma)
    accept(malai, code(bunma, number))
    assert malai.post(f"/me/cases/{number}/{name}", {}).status_code in (403, 422)
    assert Case.objects.get().is_open and CaseEvent.objects.count() == 1


def test_the_key_of_the_case_is_shown_to_its_owner_alone(bunma: Client, malai: Client) -> None:
    number = kept(bunma)
    key = ids.secret_key(Case.objects.get().client_id)
    accept(malai, code(bunma, number))
    assert key in text(bunma.get(f"/me/cases/{number}")) and key not in text(malai.get(f"/me/cases/{number}"))


def test_no_more_means_at_once(bunma: Client, malai: Client) -> None:
    number = kept(bunma)
    accept(malai, code(bunma, number))
    row = Delegation.objects.get()
    assert bunma.post(f"/me/family/{row.pk}/end").status_code == 302
    assert malai.get(f"/me/cases/{number}").status_code == 404
    assert malai.post(f"/me/cases/{number}/add", {"add-text": "ช้าไป"}).status_code == 404
    assert number not in text(malai.get("/me"))


def test_a_stranger_ends_nothing(bunma: Client, malai: Client) -> None:
    number = kept(bunma)
    code(bunma, number)
    assert malai.post(f"/me/family/{Delegation.objects.get().pk}/end").status_code == 404
    assert Delegation.objects.filter(ended_at=None).exists()


def test_a_code_counts_once_for_a_day_and_not_for_oneself(bunma: Client, malai: Client) -> None:
    number = kept(bunma)
    given = code(bunma, number)
    assert accept(bunma, given).status_code == 404
    assert accept(malai, given).status_code == 302
    third = Client()
    sign_in(third, "sommai")
    assert accept(third, given).status_code == 404
    old = code(bunma, number)
    Delegation.objects.filter(delegate=None).update(code_until="2020-01-01T00:00:00Z")
    assert accept(third, old).status_code == 404


def test_wrong_codes_are_slowed_down(malai: Client) -> None:
    tries = [accept(malai, "AAAA-AAAA-AAAA").status_code for _each in range(7)]
    assert tries[0] == 404 and tries[-1] == 429


def test_all_means_all_under_her_name_and_nothing_private(bunma: Client, malai: Client) -> None:
    """Who lets her husband see all does not let him see what she told without her name, or under seal."""
    named = kept(bunma)
    draft = placed(bunma, description="สามีของฉันทำร้ายร่างกายฉันทุกคืน")
    bunma.post(f"{draft}/who", NONE)
    private = Case.objects.exclude(number=named).get()
    bunma.post(f"{draft}/keep")
    sealed = told_case(description="มีคนขายยาเสพติดท้ายซอย")
    Case.objects.filter(pk=sealed.pk).update(secrecy="secret")
    keeping.keep(account("bunma").pk, sealed)
    accept(malai, code(bunma))
    page = text(malai.get("/me"))
    assert named in page and private.number not in page and sealed.number not in page
    for hidden in (private, sealed):
        assert malai.get(f"/me/cases/{hidden.number}").status_code == 404
    accept(malai, code(bunma, private.number, power="look"))
    assert malai.get(f"/me/cases/{private.number}").status_code == 200


def test_a_delegation_ends_by_its_day(bunma: Client, malai: Client) -> None:
    number = kept(bunma)
    accept(malai, code(bunma, number, days="30"))
    Delegation.objects.update(until="2020-01-01")
    assert malai.get(f"/me/cases/{number}").status_code == 404


def test_who_takes_a_case_out_takes_it_from_her_delegate_too(bunma: Client, malai: Client) -> None:
    number = kept(bunma)
    accept(malai, code(bunma))
    accept(malai, code(bunma, number))
    bunma.post(f"/me/cases/{number}/leave")
    assert malai.get(f"/me/cases/{number}").status_code == 404


def test_going_takes_the_links_and_leaves_the_cases(bunma: Client, malai: Client) -> None:
    number = kept(bunma)
    accept(malai, code(bunma, number))
    mine.keep(account("bunma").pk, storytelling.story())
    bunma.post("/me/account", {"deed": "delete"})
    assert not KeptCase.objects.exists() and not Delegation.objects.exists() and not KeptStory.objects.exists()
    assert malai.get(f"/me/cases/{number}").status_code == 404 and Case.objects.filter(number=number).exists()


def test_nobody_invites_to_a_case_that_she_does_not_keep(bunma: Client) -> None:
    other = told_case()
    with pytest.raises(Exception, match="ไม่ได้อยู่ในรายการ"):
        delegating.invite(
            account("bunma").pk, name="", case=other, power="act", until=__import__("datetime").date(2026, 12, 1)
        )
    assert bunma.post("/me/family", {"case": other.number, "power": "act", "days": "30"}).status_code == 422


def test_a_second_key_only_looks_and_ends_at_once() -> None:
    client = Client()
    number, key = sent(client)
    page = client.post(f"/track/{number}/{key}/family")
    second = page.context["made"]
    assert second != key
    look = f"/look/{number}/{second}"
    seen = text(Client().get(look))
    assert number in seen and key not in seen and '<form method="post" enctype' not in seen
    assert Client().post(f"/track/{number}/{second}/add", {"add-text": "ลองเขียน"}).status_code == 404
    assert Client().get(f"/track/{number}/{second}/family").status_code == 404
    client.post(f"/track/{number}/{key}/family", {"end": str(LookKey.objects.get().pk)})
    assert Client().get(look).status_code == 404


def test_second_keys_are_few_and_are_not_kept_in_clear() -> None:
    client = Client()
    number, key = sent(client)
    made = [client.post(f"/track/{number}/{key}/family") for _each in range(6)]
    assert [answer.status_code for answer in made] == [200] * 5 + [422]
    assert made[0].context["made"].encode() not in bytes(LookKey.objects.earliest("id").digest)


def test_guessing_second_keys_is_slowed_down() -> None:
    number, _key = sent(Client())
    tries = [Client().get(f"/look/{number}/AAAA-AAAA-AAAA-AAA{n}").status_code for n in range(7)]
    assert tries[0] == 404 and tries[-1] == 429


def test_the_list_costs_the_same_for_two_and_for_twenty(bunma: Client, django_assert_max_num_queries: Any) -> None:
    user = account("bunma")
    for n in range(2):
        keeping.keep(user.pk, told_case(n))
    bunma.get("/me")
    with django_assert_max_num_queries(12):
        bunma.get("/me")
    for n in range(2, 20):
        keeping.keep(user.pk, told_case(n))
    with django_assert_max_num_queries(12):
        bunma.get("/me")


def test_a_seat_names_what_may_be_done(bunma: Client, malai: Client) -> None:
    number = kept(bunma)
    mine = seats.seat(account("bunma").pk, number.lower())
    assert mine.mine and mine.may(frozenset({"withdraw"})) == {"withdraw"}
