"""The QR code of a receipt says what it must and is coarse enough: read back from its picture, measured in millimetres."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from public.qr_reading import drawn, read
from public.telling import NAMED, address, placed, text
from sangsuk.cases import receipt_forms, receipts
from sangsuk.cases.models import Case
from sangsuk.common import ids
from sangsuk.public import receipts as pictures

pytestmark = pytest.mark.django_db
HOUSE = Path(pictures.__file__).parents[1]
LONGEST_SITE = "https://damrongtham.moi.go.th"
REM_MM = 16 / 96 * 25.4
LEAST_MM = 0.4
"""What a cheap camera still reads from a hand's breadth away, and what an office printer of 300 dots prints cleanly."""


def test_the_codes_of_the_page_say_where_to_follow_and_what_was_signed(client: Client, settings: Any) -> None:
    answer = client.post(f"{placed(client)}/who", NAMED)
    page = text(client.get(answer["Location"]))
    told = Case.objects.get()
    signed = pictures.address(settings.SITE_URL, receipts.of(told))
    said = [read(drawn(svg, 3)) for svg in re.findall(r"<svg.*?</svg>", page, re.S) if 'class="qr"' in svg]
    assert len(said) == 2 and signed in said
    assert any(told.number in words and ids.secret_key(told.client_id) in words for words in said)
    assert receipts.holds(receipt_forms.read(signed)) and ids.secret_key(told.client_id) not in signed


def test_the_code_of_the_paper_says_it_too(client: Client) -> None:
    address(client)
    words = pictures.address(LONGEST_SITE, receipts.of(Case.objects.get()))
    modules = drawn(pictures.picture(words), 4)
    assert read(modules) == words
    modules[-10] = [not module for module in modules[-10]]
    assert read(modules) != words


def test_a_module_is_wide_enough_on_paper_and_on_a_small_telephone(client: Client) -> None:
    address(client)
    words = pictures.address(LONGEST_SITE, receipts.of(Case.objects.get()))
    modules = len(drawn(pictures.picture(words), 4))
    width = re.search(r'image\("code.svg", width: ([\d.]+)cm\)', (HOUSE / "papers/layouts/slip.typ").read_text())
    desk = re.search(r"\.slip__qr svg \{[^}]*width: ([\d.]+)rem", (HOUSE / "desk/static/css/counter.css").read_text())
    hers = re.search(r"\n\.qr \{[^}]*width: ([\d.]+)rem", (HOUSE / "public/static/css/public.css").read_text())
    assert width and desk and hers
    paper = {
        "pdf": float(width[1]) * 10 / (modules + 8), "slip of the counter": float(desk[1]) * REM_MM / (modules + 6),
        "page, printed": float(hers[1]) * REM_MM / (modules + 6),
    }  # fmt: skip
    assert {name: round(mm, 2) for name, mm in paper.items() if mm < LEAST_MM} == {}
    assert modules <= 77
