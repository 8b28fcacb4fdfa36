"""What she can do who is not content: whom to ask, until which day; and what is left when nobody can be asked any more."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from factories import moved
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases import remedies
from sangsuk.cases.letters import matter as letters
from sangsuk.cases.models import Case
from sangsuk.thai.dates import date_in

from .telling import address, text
from .test_track import of, settled

PROVINCE = "ศูนย์ดำรงธรรมจังหวัดเชียงใหม่"
WITHOUT = {"anonymous": "บัตรสนเท่ห์", "royal": "สถาบัน"}


def refused(track: str, reason: str = "in_court") -> Case:
    told = moved(
        of(track), ("checklist", actor("malee")), ("refuse", actor("malee")), now=timezone.now() - timedelta(hours=5)
    )
    Case.objects.filter(pk=told.pk).update(refusal_code=reason)
    return of(track)


def long_ago(track: str, days: int = 60) -> Case:
    Case.objects.filter(pk=of(track).pk).update(closed_at=timezone.now() - timedelta(days=days))
    return of(track)


def day(at: datetime | None) -> str:
    assert at is not None
    return date_in(at, "th", "full")


@pytest.mark.parametrize(("reason", "held"), [("in_court", True), ("royal", True), ("no_matter", False)])
def test_a_reason_that_asks_for_two_people_is_not_told_by_one(client: Client, reason: str, held: bool) -> None:
    track = address(client)
    told = moved(of(track), ("checklist", actor("malee")))
    said = {"refusal_reason": reason, "answer": "เราพิจารณาแล้ว รับเรื่องนี้ไว้ไม่ได้"}
    told = cases.move(told, "refuse", by=actor("malee"), data=said)
    assert told.status == ("review" if held else "refused")
    assert ("เราพิจารณาแล้ว" in text(client.get(track))) != held
    if held:
        told = cases.move(told, "approve", by=actor("suda"), data={})
    assert (told.status, told.refusal_code) == ("refused", reason)
    assert "เราพิจารณาแล้ว" in text(client.get(track))


def test_before_she_presses_she_reads_who_will_look_again_and_until_which_day(client: Client) -> None:
    track = address(client)
    told = refused(track)
    page = text(client.get(track))
    assert f"ผู้พิจารณาใหม่คือ <strong>{PROVINCE}</strong>" in page
    assert f"ท่านขอได้ถึง <strong>{day(remedies.until('appeal', told))}</strong>" in page


def test_the_english_page_says_the_same(client: Client) -> None:
    track = address(client)
    told = refused(track)
    client.cookies["lang"] = "en"
    page = text(client.get(track))
    last = remedies.until("appeal", told)
    assert last is not None
    assert date_in(last, "en", "full") in page
    asked = page.split("let the next level look again")[1].split("</details>")[0]
    assert "<strong>Chiang Mai Provincial Damrongdhama Centre</strong>" in asked


def test_a_letter_written_days_later_names_the_same_last_day_as_her_page(client: Client) -> None:
    told = refused(address(client))
    said = letters.appeal_until(told, "district", timezone.now() + timedelta(days=3))
    last = remedies.until("appeal", told)
    assert last is not None and said == letters.day(last)


def test_after_she_has_asked_the_page_names_the_office_that_has_it(client: Client) -> None:
    track = address(client)
    told = refused(track)
    answer = client.post(
        f"{track}/appeal", {"appeal-text": "ศาลไม่ได้รับฟ้อง", "appeal-version": told.version}, follow=True
    )
    assert f"เราส่งเรื่องให้{PROVINCE}พิจารณาใหม่แล้ว" in text(answer)


@pytest.mark.parametrize("reason", WITHOUT)
def test_where_a_reason_cannot_be_appealed_against_the_page_says_so_and_what_is_left(
    client: Client, reason: str
) -> None:
    track = address(client)
    told = refused(track, reason)
    page = text(client.get(track))
    assert f"{track}/appeal" not in page
    assert "เหตุผลข้อนี้ไม่มีขั้นตอนขอให้ระดับเหนือพิจารณาใหม่" in page
    left = page.split("ท่านยังทำอะไรได้อีก")[1].split("</section>")[0]
    assert told.number in left
    assert 'href="tel:1567"' in left
    assert 'href="/tell"' in left


@pytest.mark.parametrize("end", [settled, refused])
def test_after_the_last_day_the_page_says_it_kindly_and_names_what_is_left(client: Client, end: Any) -> None:
    track = address(client)
    end(track)
    told = long_ago(track)
    page = text(client.get(track))
    assert f"{track}/reopen" not in page
    assert f"{track}/appeal" not in page
    assert "วันสุดท้ายที่ขอให้พิจารณาอีกครั้งผ่านไปแล้ว" in page
    last = max(at for kind in ("reopen", "appeal") if (at := remedies.until(kind, told)))
    assert f"(ขอได้ถึง{day(last)})" in page
    assert 'href="/tell"' in page.split("ท่านยังทำอะไรได้อีก")[1]


def test_up_to_the_last_moment_she_may_and_a_moment_later_she_may_not(client: Client) -> None:
    track = address(client)
    told = settled(track)
    last = remedies.until("reopen", told)
    assert last is not None
    before, after = remedies.of_case(told, last), remedies.of_case(told, last + timedelta(seconds=1))
    assert before is not None and before.reopen_until == last
    assert after is not None and (after.closed, after.ended) == (remedies.DAYS, last)


def test_her_not_solved_is_heard_and_she_reads_what_happens_next(client: Client) -> None:
    track = address(client)
    told = settled(track)
    answer = client.post(f"{track}/rate", {"rate-solved": "no", "rate-rating": "2"}, follow=True)
    assert "เราทราบแล้วว่าปัญหาของท่านยังไม่หมดไป" in text(answer)
    page = text(client.get(track))
    heard = page.split('id="heard-title"')[1].split("</section>")[0]
    assert "เราบันทึกคำตอบของท่านไว้แล้ว" in heard
    assert "ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่" in heard
    assert day(remedies.until("reopen", told)) in page


def test_who_says_that_all_is_well_is_not_told_what_she_may_no_longer_do(client: Client) -> None:
    track = address(client)
    settled(track)
    page = text(client.post(f"{track}/rate", {"rate-solved": "yes", "rate-rating": "5"}, follow=True))
    assert "ขอบคุณที่บอกเรา คำตอบของท่านช่วยให้เราทำได้ดีขึ้น" in page
    assert "heard-title" not in page
    long_ago(track)
    assert "ท่านยังทำอะไรได้อีก" not in text(client.get(track))


def test_not_solved_after_the_last_day_is_heard_too(client: Client) -> None:
    track = address(client)
    settled(track)
    long_ago(track)
    client.post(f"{track}/rate", {"rate-solved": "no", "rate-rating": "1"})
    page = text(client.get(track))
    assert "เราทราบแล้วว่ายังไม่เรียบร้อย และบันทึกคำตอบของท่านไว้แล้ว" in page
    assert 'href="/tell"' in page


def test_nobody_stands_above_the_ministry_and_the_page_says_so(client: Client) -> None:
    track = address(client)
    refused(track)
    Case.objects.filter(pk=of(track).pk).update(office="MOI", holders=["MOI", "under:MOI"])
    page = text(client.get(track))
    assert "เรื่องนี้ตอบโดยระดับสูงสุดของศูนย์ดำรงธรรมแล้ว" in page
    assert f"{track}/appeal" not in page


def test_an_open_case_and_one_taken_back_have_no_such_part(client: Client) -> None:
    track = address(client)
    assert remedies.of_case(of(track), timezone.now()) is None
    client.post(f"{track}/withdraw", {})
    assert remedies.of_case(of(track), timezone.now()) is None
