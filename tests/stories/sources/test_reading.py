"""Export files of a page become posts, whatever shape they have."""

import io
import json
from datetime import UTC, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.common.errors import Refused
from sangsuk.stories.sources import links, posts, reading

TEXT = "ยายได้บัตรใหม่ในวันเดียว ขอบคุณเจ้าหน้าที่ #สุขนี้ที่อำเภอ"
AT = datetime(2020, 12, 9, 3, 0, tzinfo=UTC)


def broken(text: str) -> str:
    """As the download writes it: every byte a letter."""
    return text.encode().decode("latin-1")


def test_a_download_with_broken_letters_is_mended() -> None:
    entry = {"timestamp": int(AT.timestamp()), "data": [{"post": broken(TEXT)}], "title": "x"}
    found = reading.read(json.dumps([entry]).encode(), "profile_posts_1.json")
    assert [(p.text, p.posted_at) for p in found.posts] == [(TEXT, AT)]
    assert found.posts[0].id == posts.id_of_words(AT, TEXT)


def test_a_download_that_wraps_its_list_is_found_in() -> None:
    entry = {"timestamp": int(AT.timestamp()), "data": [{"post": broken(TEXT)}]}
    wrapped = {"wall_posts_sent_to_you": {"activity_log_data": [entry, {"timestamp": 1}, {"data": "x"}]}}
    found = reading.read(json.dumps(wrapped).encode(), "visitor_posts.json")
    assert (len(found.posts), found.skipped) == (1, 2)


def test_comments_of_a_download_bring_their_author() -> None:
    said = {"comment": {"timestamp": 1, "comment": broken(TEXT), "author": broken("ยายคำ")}}
    found = reading.read(
        json.dumps({"comments_v2": [{"timestamp": int(AT.timestamp()), "data": [said]}]}).encode(), "c.json"
    )
    assert (found.posts[0].text, found.posts[0].author) == (TEXT, "ยายคำ")


GRAPH = {
    "data": [
        {
            "id": "55_100", "from": {"id": "55", "name": "กรมการปกครอง"}, "created_time": "2020-12-01T02:00:00+0000",
            "message": "มาเล่าเรื่องกัน #สุขนี้ที่อำเภอ",
            "comments": {"data": [
                {"id": "100_7", "from": {"id": "9", "name": "ผู้เขียน"}, "created_time": "2020-12-09T03:00:00+0000",
                 "message": TEXT, "permalink_url": "https://www.facebook.com/55/posts/100?comment_id=7"},
                {"id": "100_8", "created_time": "2020-12-09T03:00:00+0000", "message": ""},
            ]},
        },
        {"id": "55_101", "from": {"id": "12", "name": "อีกคน"}, "created_time": "2020-12-09T03:00:00+0000", "message": TEXT},
    ]
}  # fmt: skip


def test_the_pages_own_post_is_no_story_and_its_comments_are() -> None:
    found = reading.read(json.dumps(GRAPH).encode(), "feed.json")
    assert [(p.id, p.part_of, p.author) for p in found.posts] == [("100_7", "55_100", "ผู้เขียน"), ("55_101", "", "อีกคน")]
    assert (found.own, found.skipped) == (1, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
@pytest.mark.parametrize("day", ["9/12/2563", "2563-12-09", "2020-12-09", "9 ธ.ค. 2563"])
def test_a_table_is_read_by_its_headings(encoding: str, day: str) -> None:
    link = "https://www.facebook.com/dopa/posts/1234567890"
    table = f"วันที่,ชื่อ,ข้อความ,ลิงก์\n{day},ยายคำ,{TEXT},{link}\n,,,\n"
    found = reading.read(table.encode(encoding), "posts.csv")
    assert [(p.id, p.author, p.posted_at) for p in found.posts] == [
        ("1234567890", "ยายคำ", datetime(2020, 12, 8, 17, 0, tzinfo=UTC))
    ]
    assert found.skipped == 1


def test_excel_is_read_like_a_table() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (["message", "created_time", "id"], [TEXT, AT.replace(hour=10, tzinfo=None), "77"]):
        book.active.append(row)
    book.save(out)
    found = reading.read(out.getvalue(), "posts.xlsx")
    assert [(p.id, p.posted_at) for p in found.posts] == [("77", AT)]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[1, 2]", b'"x"', b"a,b\n1,2\n", b"PK\x03\x04nothing", b"\xff\xfe\x00\x81", b"[" * 100_000]
)
def test_what_is_no_export_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        reading.read(data, "x")
    assert refused.value.field == "file"


@given(st.text())
def test_thai_that_was_right_stays_right(text: str) -> None:
    assert reading.mended("ก" + text) == "ก" + text


@given(st.binary(max_size=300))
def test_no_file_does_more_than_be_refused(data: bytes) -> None:
    try:
        reading.read(data, "x")
    except Refused as refused:
        assert refused.field == "file"


LINKS = {
    "https://www.facebook.com/dopa/posts/1234567890": "1234567890",
    "https://m.facebook.com/story.php?story_fbid=987654321&id=55": "987654321",
    "https://www.facebook.com/permalink.php?story_fbid=pfbid02abc&id=1&comment_id=77788899": "pfbid02abc_77788899",
    "https://www.facebook.com/groups/12/posts/3456789/": "3456789",
    "https://www.facebook.com/dopa/photos/a.123456789/987654321": "987654321",
    "https://facebook.com.evil.example/posts/12345678": "",
    "javascript:alert(1)//facebook.com/posts/12345678": "",
    "https://[broken": "",
    "https://www.facebook.com/dopa": "",
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_names_its_post_however_it_was_copied(link: str) -> None:
    assert links.post_id(link) == LINKS[link]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("ดีมาก #สุขนี้ที่อำเภอ", True), ("＃สุขนี้ที่อำเภอ", True), ("#สุขนี้ที่อำเภอของเรา", True), ("#ทุกข์น้อยลงสุขมากขึ้น!", True),
        ("สุขนี้ที่อำเภอ", False), ("#สุขใจ", False), ("", False), ("#", False),
    ],
)  # fmt: skip
def test_hashtags_are_found_as_people_write_them(text: str, known: bool) -> None:
    assert posts.has_one(text, ["สุขนี้ที่อำเภอ", "#ทุกข์น้อยลงสุขมากขึ้น"]) is known


def test_sara_am_in_two_pieces_is_the_same_hashtag() -> None:
    assert posts.tag("#น้ําใจ") == posts.tag("น้ำใจ")


def test_hashtags_at_the_ends_are_no_words_of_the_story() -> None:
    assert posts.without_hashtags("#สุขนี้ที่อำเภอ ยายดีใจ #มาก ๆ เลย #สุขนี้ที่อำเภอ #ทุกข์น้อยลง") == "ยายดีใจ #มาก ๆ เลย"
