"""A list of hundreds of names: read with suspicion, sealed, counted once, opened only with a reason written down."""

import hashlib
import io
import zipfile
from datetime import timedelta
from typing import Any

import openpyxl
import pytest

from factories import MONDAY, case, moved
from people import CITIZEN, actor
from sangsuk.cases import actions, queries, repeats
from sangsuk.cases.models import Case, CaseEvent, Group, Supporter
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.ledger import queries as ledger
from sangsuk.notifications.models import Message

LATER = MONDAY + timedelta(hours=5)
HEAD = ["ลำดับ", "ชื่อ - นามสกุล", "เบอร์โทรศัพท์", "บ้านเลขที่", "หมู่ที่"]


def xlsx(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def people(n: int, *, start: int = 1) -> list[list[Any]]:
    return [[i, f"นายสมมติ คนที่{i}", f"0815550{i % 1000:03d}", f"{i}/1", 4] for i in range(start, start + n)]


def test_columns_are_known_by_their_headings_wherever_the_heading_stands() -> None:
    found = repeats.read(xlsx(["รายชื่อผู้เดือดร้อน หมู่ 4"], [], HEAD, *people(3)), "ก.xlsx")
    assert found.columns == {
        "name": "ชื่อ - นามสกุล", "phone": "เบอร์โทรศัพท์", "house": "บ้านเลขที่", "village": "หมู่ที่",
    }  # fmt: skip
    assert found.ignored == ["ลำดับ"]
    first = found.people[0]
    assert (first.row, first.name, first.phone, first.address) == (4, "นายสมมติ คนที่1", "0815550001", "1/1 หมู่ 4")


def test_thai_digits_and_the_zero_that_excel_drops_are_read() -> None:
    found = repeats.read(
        xlsx(HEAD, [1, "สมหญิง ก", "๐๘๑-๕๕๕-๐๑๐๐", "๑", "๔"], [2, "สมชาย ข", 815550101, "", ""]), "ก.xlsx"
    )
    assert [p.phone for p in found.people] == ["0815550100", "0815550101"]
    assert found.people[0].address == "๑ หมู่ 4"


def test_rows_in_error_say_what_is_wrong_and_the_others_are_good() -> None:
    rows = [[1, "", "0815550101"], [2, "สมชาย ข", "12"], [3, "=1+1", ""], [4, "12345", ""], [5, "ดี แล้ว", ""]]
    found = repeats.read(xlsx(HEAD, *rows), "ก.xlsx")
    assert [row for row, _why in found.wrong] == [2, 3, 4, 5]
    assert [p.name for p in found.people] == ["ดี แล้ว"]
    assert all(why for _row, why in found.wrong)


def test_the_same_name_and_telephone_twice_is_one_and_the_same_name_elsewhere_is_two() -> None:
    rows = [[1, "นายสมชาย ข", "0815550101"], [2, "สมชาย  ข", "081 555 0101"], [3, "สมชาย ข", "0815550102"]]
    found = repeats.read(xlsx(HEAD, *rows), "ก.xlsx")
    assert (len(found.people), found.twice) == (2, [3])


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_read_as_excel_in_thailand_saves_it(coding: str, mark: str) -> None:
    text = f"ชื่อ{mark}โทรศัพท์\r\nสมหญิง ใจดี{mark}0815550100\r\n"
    assert repeats.read(text.encode(coding), "ก.csv").people[0].name == "สมหญิง ใจดี"


def bomb(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("xl/worksheets/sheet1.xml", b" " * size)
    return out.getvalue()


def entities() -> bytes:
    source = io.BytesIO(xlsx(HEAD, *people(1)))
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as pack:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content
            pack.writestr(part.filename, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.csv", "no_name_column"),
        (b"PK\x03\x04broken", "a.xlsx", "unreadable"),
        (bomb(80_000_000), "a.xlsx", "unreadable"),
        (bomb(1000), "a.xlsx", "unreadable"),
        (entities(), "a.xlsx", "unreadable"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "a.xls", "old_excel"),
        (b"x" * 5_000_001, "a.csv", "too_large"),
        (b"\x00\x01\x02" * 50, "a.csv", "unreadable"),
        ("สี,ขนาด\nแดง,2\n".encode(), "a.csv", "no_name_column"),
        ("ชื่อ,โทร\n".encode(), "a.csv", "empty"),
        (("ชื่อ\n" + "\n".join(f"คนที่ {i} ก" for i in range(5002))).encode(), "a.csv", "too_many_rows"),
        (("ชื่อ\n" + '"' + "ก" * 200_000).encode(), "a.csv", "unreadable"),
    ],
)
def test_what_is_no_list_is_refused_in_words(content: bytes, name: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        repeats.read(content, name)
    assert refused.value.code == code


def test_the_example_file_can_be_read_back() -> None:
    found = repeats.read(repeats.template(), "ตัวอย่าง.xlsx")
    assert set(found.columns) == {"name", "phone", "email", "house", "village"}
    assert len(found.people) == 1


def test_five_hundred_names_are_sealed_counted_and_told_in_the_story(world: None) -> None:
    told, content = case(1), xlsx(HEAD, *people(500))
    group = repeats.take_in(
        told, repeats.read(content, "ก.xlsx").people, by=actor("malee"), name="ชาวบ้านหมู่ 4", representative="สมหญิง นำกลุ่ม",
        sha256=hashlib.sha256(content).hexdigest(), now=LATER,
    )  # fmt: skip
    assert (group.count, repeats.count(told)) == (500, 500)
    row = Supporter.objects.order_by("no").first()
    assert row is not None and "สมมติ".encode() not in bytes(row.name)
    note = CaseEvent.objects.get(case=told, move="note")
    assert "500" in note.data["text"] and "สมหญิง" not in note.data["text"]
    assert repeats.brought(told, actor("malee"))[0].has_leader
    assert not repeats.brought(told, actor("prasit"))[0].has_leader


def bring(told: Any, content: bytes, who: str = "malee") -> Group:
    found = repeats.read(content, "ก.xlsx")
    return repeats.take_in(
        told,
        found.people,
        by=actor(who),
        name="",
        representative="สมหญิง",
        sha256=hashlib.sha256(content).hexdigest(),
        now=LATER,
    )


def test_a_second_list_adds_only_who_is_new_and_the_same_file_is_refused(world: None) -> None:
    told, content = case(1), xlsx(HEAD, *people(10))
    bring(told, content)
    with pytest.raises(Refused):
        bring(told, content)
    assert bring(told, xlsx(HEAD, *people(10, start=6))).count == 5
    assert repeats.count(told) == 15
    assert repeats.count(case(2)) == 0
    assert bring(case(2), content).count == 10  # another case, another trouble


def test_only_the_office_that_answers_brings_or_opens_a_list(world: None) -> None:
    told, content = case(1), xlsx(HEAD, *people(3))
    for who in ("anan", "prasit", "nok", "wichai", "kanya"):
        with pytest.raises(NotAllowed):
            bring(told, content, who)
    group = bring(told, content)
    for who in ("anan", "prasit", "nok", "wichai", "kanya", "preecha"):
        with pytest.raises(NotAllowed):
            repeats.names(group, by=actor(who), reason="อยากทราบว่ามีใครบ้าง", now=LATER)


def test_the_names_are_read_only_after_the_reason_is_written_down(world: None) -> None:
    told = case(1)
    group = bring(told, xlsx(HEAD, *people(3)))
    with pytest.raises(Refused):
        repeats.names(group, by=actor("malee"), reason="", now=LATER)
    found = repeats.names(group, by=actor("malee"), reason="นัดประชุมชาวบ้าน", now=LATER).people
    assert [(p.name, p.phone) for p in found][0] == ("นายสมมติ คนที่1", "0815550001")
    (reading,) = ledger.readings(f"{told.number}/group-{group.pk}")
    assert reading.reason == "นัดประชุมชาวบ้าน"
    assert not list(ledger.readings(told.number))  # nobody has looked at the name of the citizen who told it


def test_everybody_on_the_list_who_can_be_reached_is_told_at_the_end(world: None) -> None:
    malee = actor("malee")
    told = moved(case(1), ("accept", malee))
    bring(told, xlsx(HEAD, *people(20), [21, "ไม่มีเบอร์ เลย", "", "", ""]))
    told.refresh_from_db()
    moved(told, ("close", malee), now=LATER)
    assert repeats.tell_due(LATER) == 20
    assert Message.objects.filter(about=told.number, code="me-too-settled", carrier="sms").count() == 20


def test_what_others_were_told_does_not_stand_among_what_she_was_told(world: None) -> None:
    malee = actor("malee")
    told = moved(case(1), ("accept", malee))
    bring(told, xlsx(HEAD, *people(3)))
    told.refresh_from_db()
    moved(told, ("close", malee), now=LATER)
    repeats.tell_due(LATER)
    shown = queries.desk_case(told.number, malee, now=LATER).messages
    assert {message.code for message in shown} == {"case-received", "case-accepted", "case-settled"}


@pytest.mark.parametrize("end", ["close", "withdraw"])
def test_a_list_for_a_case_that_has_ended_is_refused_with_what_to_do_instead(world: None, end: str) -> None:
    malee = actor("malee")
    told = moved(case(1), ("accept", malee), (end, malee if end == "close" else CITIZEN))
    with pytest.raises(Refused) as refused:
        bring(told, xlsx(HEAD, *people(3)))
    assert refused.value.code == "case_closed"
    assert "ขอเปิดเรื่องอีกครั้ง" in str(refused.value.message)
    assert not (Group.objects.exists() or CaseEvent.objects.filter(move="note").exists())


def test_a_list_for_a_merged_case_is_sent_on_to_the_one_that_stands_for_it(world: None) -> None:
    a, b = case(1), case(2)
    b = actions.move(b, "merge", by=actor("malee"), data={"into": a.number, "reason": "เรื่องเดียวกัน"}, now=LATER)
    with pytest.raises(Refused) as refused:
        bring(b, xlsx(HEAD, *people(3)))
    assert a.number in str(refused.value.message)


def test_a_case_that_ended_while_the_list_was_looked_through_takes_none_in(world: None) -> None:
    malee = actor("malee")
    before = moved(case(1), ("accept", malee))
    moved(Case.objects.get(pk=before.pk), ("close", malee), now=LATER)
    with pytest.raises(Refused):
        bring(before, xlsx(HEAD, *people(3)))
