"""A paper is its values: they go into the register as JSON and come back as they were."""

import json

import pytest

from sangsuk.papers.values import MEMO, Book, Letter, Paper, Sheet, Signature, from_json, to_json

PAPERS = [
    Letter(subject="ขอข้อเท็จจริง", office=("อำเภอ", "จังหวัด"), body="หนึ่ง\nสอง", layout=MEMO, speed="ด่วน"),
    Sheet(title="แบบ", facts=(("เลขที่", "1"),), signatures=(Signature("ผู้ส่ง", "มาลี"),)),
    Book(title="ทะเบียน", heads=("ที่", "เรื่อง"), widths=(1, 3.5), rows=(("1", "น้ำท่วม"),)),
]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_comes_back_from_json_as_it_was(paper: Paper) -> None:
    assert from_json(json.loads(json.dumps(to_json(paper)))) == paper


def test_values_of_an_older_paper_without_todays_fields_can_still_be_read() -> None:
    assert from_json({"is": "letter", "subject": "เก่า"}) == Letter(subject="เก่า")


def test_there_is_no_other_kind_of_paper() -> None:
    with pytest.raises(KeyError):
        from_json({"is": "code"})
