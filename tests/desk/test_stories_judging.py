"""The pages of a judging: each step in its turn, for those who organise and for judges, and for nobody else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from judging import REASON, SECRET, begun, ended, judge, listed, new, scored, stories
from people import actor, user
from sangsuk.stories.judging import deciding
from sangsuk.stories.models import Assignment, Entry, Override, Round, Selection

pytestmark = pytest.mark.usefixtures("world")


def signed(who: Any) -> Client:
    client = Client()
    client.force_login(user(who) if isinstance(who, str) else who)
    return client


def address(name: str, *args: Any) -> str:
    return reverse(f"desk:{name}", args=args)


def proposed(form: Any) -> dict[str, Any]:
    """What the page has filled in, as a browser would send it."""
    kept = {name: field.initial for name, field in form.fields.items() if field.initial not in (None, False)}
    return {name: value if isinstance(value, list) else str(value) for name, value in kept.items()}


def test_a_round_is_made_on_its_page_with_the_rubric_that_is_proposed() -> None:
    stories(1)
    dao = signed("dao")
    page = dao.get(address("story_round_new"))
    form = page.context["form"]
    given = proposed(form)
    answer = dao.post(address("story_round_new"), given | {"campaign": "happy-2563", "title": "รอบแรก"})
    made = Round.objects.get()
    assert answer["Location"] == address("story_round", made.code)
    assert sum(one.weight for one in made.criteria.all()) == 100
    assert made.commitment in dao.get(answer["Location"]).content.decode()


def test_weights_that_do_not_add_up_are_said_and_what_was_typed_stays() -> None:
    stories(1)
    dao = signed("dao")
    form = dao.get(address("story_round_new")).context["form"]
    given = proposed(form)
    answer = dao.post(
        address("story_round_new"), given | {"campaign": "happy-2563", "title": "รอบที่พิมพ์ไว้", "weight_1": 31}
    )
    assert answer.status_code == 422
    assert "รวมกันได้ 100" in answer.content.decode() and "รอบที่พิมพ์ไว้" in answer.content.decode()
    assert not Round.objects.exists()


def test_from_an_empty_list_to_the_announcement_page_by_page() -> None:
    stories()
    dao, made = signed("dao"), new()

    def do(deed: str, client: Client = dao, **given: Any) -> int:
        return client.post(address("story_round_do", made.code, deed), given).status_code

    assert do("begin") == 422  # nothing on the list yet
    assert do("fill") == 302
    for entry in made.entries.all():
        page = dao.get(address("story_round_entry", made.code, entry.packet)).content.decode()
        assert entry.packet in page
        assert (
            dao.post(address("story_round_entry", made.code, entry.packet), {"marked": "", "fine": "yes"}).status_code
            == 302
        )
    for n in range(1, 5):
        assert do("seat", user=judge(n).pk, home="อำเภอเมืองเชียงใหม่" if n == 1 else "") == 302
    assert made.jurors.get(no="01").home == "5001"
    assert do("begin") == 302 and do("begin") == 403
    assert do("end") == 422
    scored(made)
    assert "แจกซองให้กรรมการ" in dao.get(address("story_round", made.code)).content.decode()
    assert do("end") == 302 and do("decide") == 302
    page = dao.get(address("story_round", made.code)).content.decode()
    assert page.count("data-chosen") == 3
    chosen = [one.entry.packet for one in deciding.chosen(Round.objects.get())]
    into = Entry.objects.exclude(packet__in=chosen).first()
    assert into is not None
    assert do("propose", out=chosen[0], into=into.packet, reason="สั้น") == 422
    assert do("propose", out=chosen[0], into=into.packet, reason=REASON) == 302
    waiting = Override.objects.get()
    assert do("confirm", override=waiting.pk) == 403
    assert do("confirm", signed("nok"), override=waiting.pk) == 302
    assert do("announce") == 302
    assert Selection.objects.filter(entry=into).exists() and Selection.objects.count() == 3
    record = dao.get(address("story_round_record", made.code))
    assert record.status_code == 200 and record["Content-Disposition"].startswith("attachment")


def test_the_result_shows_adjusted_beside_plain_and_where_judges_differ() -> None:
    stories()
    made = begun()
    scored(made)
    from sangsuk.stories.judging import reading

    reading.end(made, by=actor("dao"))
    page = signed("dao").get(address("story_round", made.code)).content.decode()
    assert "คะแนนปรับแล้ว" in page and "ค่าเฉลี่ยธรรมดา" in page and "ควรคุยกัน" in page


def test_before_the_end_no_page_of_the_organiser_shows_a_mark_and_the_record_is_refused() -> None:
    stories()
    made = scored(begun())
    dao = signed("dao")
    page = dao.get(address("story_round", made.code)).content.decode()
    assert "คะแนนปรับแล้ว" not in page and "อ่านแล้วเห็นภาพ" not in page
    assert dao.get(address("story_round_record", made.code)).status_code == 403


def test_the_screen_says_why_and_takes_marks_and_additions() -> None:
    told = stories(5)
    dao, made = signed("dao"), new(listed=4)
    page = dao.get(address("story_round_screen", made.code)).content.decode()
    assert all(one.title_shown in page for one in told)
    url = address("story_round_do", made.code, "mark")
    assert dao.post(url, {"story": told[0].code, "mark": "3"}).status_code == 302
    again = dao.get(address("story_round_screen", made.code)).content.decode()
    assert again.count("ท่านให้ 3") == 1
    assert "ท่านให้ 3" not in signed("nok").get(address("story_round_screen", made.code)).content.decode()
    assert dao.post(url, {"story": told[0].code, "mark": "9"}).status_code == 422
    assert dao.post(url, {"story": "NOTHING1", "mark": "3"}).status_code == 404
    add = address("story_round_do", made.code, "add")
    answer = dao.post(add, {"story": told[1].code, "reason": "สั้น"})
    assert answer.status_code == 422 and "สั้น" in answer.content.decode()
    assert dao.post(add, {"story": told[1].code, "reason": "เรื่องนี้กรรมการควรได้อ่าน"}).status_code == 302


@pytest.mark.parametrize("who", ["malee", "prasit", "kanya", "preecha", "uthai", "daranee"])
def test_others_find_no_judging(who: str) -> None:
    stories(4)
    made = new(listed=4)
    client = signed(who)
    for url in (address("story_rounds"), address("story_round", made.code), address("story_packets")):
        assert client.get(url).status_code in (403, 404)


def mine(n: int, round_: Round) -> Assignment:
    found = Assignment.objects.filter(juror__user=judge(n), entry__round=round_).order_by("entry__packet").first()
    assert found is not None
    return found


def test_a_judge_reads_scores_changes_and_hands_on() -> None:
    stories()
    made = begun()
    jinda, one = signed(judge(1)), mine(1, made)
    assert one.entry.packet in jinda.get(address("story_packets")).content.decode()
    url = address("story_packet", one.entry.packet)
    missing = jinda.post(url, {"beyond": "4", "comment": "เขียนไว้แล้ว"})
    assert missing.status_code == 422 and "เขียนไว้แล้ว" in missing.content.decode()
    assert jinda.post(url, {"beyond": "4", "change": "2", "comment": "ดี"}).status_code == 302
    again = jinda.get(url)
    assert again.context["form"]["beyond"].value() == "4"
    assert jinda.post(address("story_packet_conflict", one.entry.packet)).status_code == 302
    assert jinda.get(url).status_code == 404


def test_a_judge_reads_by_when_until_she_has_given_all_her_marks() -> None:
    stories()
    made = begun(ends_on=date(2026, 12, 4))
    jinda = signed(judge(1))
    assert "ภายในวันศุกร์ที่ 4 ธันวาคม 2569" in jinda.get(address("story_packets")).content.decode()
    scored(made)
    assert "4 ธันวาคม" not in jinda.get(address("story_packets")).content.decode()


def test_a_packet_of_another_judge_is_not_there() -> None:
    stories()
    made = begun()
    free = Entry.objects.filter(round=made).exclude(assignments__juror__user=judge(2)).first()
    assert free is not None
    client = signed(judge(2))
    assert client.get(address("story_packet", free.packet)).status_code == 404
    assert client.post(address("story_packet", free.packet), {"beyond": "5", "change": "5"}).status_code == 404
    assert client.post(address("story_packet_conflict", free.packet)).status_code == 404


def test_the_number_of_questions_does_not_grow_with_the_list(django_assert_max_num_queries: Any) -> None:
    stories()
    made = listed()
    dao = signed("dao")
    dao.get(address("story_round", made.code))
    with django_assert_max_num_queries(24):
        dao.get(address("story_round", made.code))
    over = Round.objects.get(pk=made.pk)
    assert over.entries.count() == 10


def everything_a_judge_opens(client: Client, made: Round) -> dict[str, str]:
    """Every page and answer that a signed-in judge gets within the judging, with headers."""
    said: dict[str, str] = {}
    urls = [address("story_packets"), address("stories"), address("story_rounds"), address("story_round", made.code),
            address("story_round_screen", made.code), address("story_round_record", made.code), address("queue")]  # fmt: skip
    urls += [address("story_packet", one.packet) for one in made.entries.all()]
    urls += [address("story_round_entry", made.code, one.packet) for one in made.entries.all()]
    urls += [f"/desk/?q={word}" for word in ("กานดา", "เชียงใหม่")]
    urls += [
        "/api/v1/cases",
        "/api/v1/stories",
        f"/api/v1/stories/{made.entries.all()[0].story.code}",
        "/desk/ledger",
        "/desk/outbox",
    ]
    urls += [f"/desk/stories/moderation/{one.story.code}" for one in made.entries.select_related("story")]
    for url in urls:
        answer = client.get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        said[url] = f"{answer.status_code} {dict(answer.headers)} {body.decode(errors='replace')}"
    return said


@pytest.mark.parametrize("n", [2, 3])
def test_leak_matrix_nothing_that_a_judge_can_open_names_author_office_officer_or_place(n: int) -> None:
    """Page, search, API, export, history, attachment, header: all of the judging that answers to a judge."""
    stories()
    made = begun()
    said = everything_a_judge_opens(signed(judge(n)), made)
    opened = [url for url, text in said.items() if text.startswith("200") and "/packets/" in url]
    assert len(opened) >= 5  # she did read something
    codes = [one.story.code for one in made.entries.select_related("story")]
    leaks = [
        (url, word) for url, text in said.items() for word in (*SECRET, *codes) if word in text and word not in url
    ]
    assert leaks == []


def test_a_packet_carries_no_file_no_date_and_no_order_of_arrival() -> None:
    stories()
    made = begun()
    page = signed(judge(2)).get(address("story_packet", mine(2, made).entry.packet)).content.decode()
    article = page[page.index("<article") : page.index("</article>")]
    assert not any(sign in article for sign in ("<img", "<video", "<audio", "href=", "src=", "2563", "<time"))
    shown = [one.code for one in signed(judge(2)).get(address("story_packets")).context["packets"]]
    assert shown == sorted(shown)


def test_after_the_end_a_judge_opens_nothing_more() -> None:
    stories()
    made = ended()
    client = signed(judge(1))
    assert client.get(address("story_packets")).context["packets"] == []
    assert client.get(address("story_packet", mine(1, made).entry.packet)).status_code == 404
