"""Somebody who does not trust us: the page that checks, without a connection and against every change; handing a receipt back."""

import json
import re
import zlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from public.telling import address
from sangsuk.cases import closing_days, receipt_forms, receipts
from sangsuk.cases.models import Case

from .conftest import Opener
from .looking import small_targets, too_wide, violations


def files(client: Client, folder: Path) -> dict[str, Path]:
    page = address(client)
    closing_days.close_days(timezone.now() + timedelta(days=1))
    asked = {
        "receipt.json": f"{page}/receipt.json", "receipt.pdf": f"{page}/receipt.pdf", "proof.json": f"{page}/proof.json",
        "heads.json": "/record/heads.json", "keys.json": "/record/keys.json",
    }  # fmt: skip
    for name, url in asked.items():
        (folder / name).write_bytes(client.get(url).content)
    return {name: folder / name for name in asked}


def check(page: Page, *chosen: Path) -> list[str]:
    page.get_by_label("ไฟล์ใบรับเรื่อง และไฟล์หลักฐาน").set_input_files([str(path) for path in chosen])
    page.get_by_role("button", name="ตรวจใบนี้").click()
    expect(page.locator("[data-found]")).to_be_focused()  # everything is checked
    return page.locator("[data-found] li").all_inner_texts()


def test_the_page_checks_without_a_connection(opened: Opener, client: Client, tmp_path: Path) -> None:
    kept = files(client, tmp_path)
    page = opened()
    page.goto("/verify")
    page.wait_for_load_state("networkidle")  # what was still on its way would complain
    page.context.set_offline(True)
    said = check(page, kept["receipt.json"], kept["proof.json"], kept["heads.json"], kept["keys.json"])
    assert len(said) == 4 and all(line.startswith("✓") for line in said), said
    assert check(page, kept["receipt.pdf"])[0].startswith("✓")
    page.context.set_offline(False)
    assert violations(page) == [] and not too_wide(page) and not small_targets(page)


ATTACHED = re.compile(rb"(/EmbeddedFile\b.{0,400}?stream\n)(.*?)(\n?endstream)", re.S)


def ending_with(last: bytes, sheet: bytes) -> bytes:
    """The same sheet, with spaces behind the attached receipt so that what it is packed into ends with this byte."""
    found = ATTACHED.search(sheet)
    assert found
    file = zlib.decompressobj().decompress(found[2])
    packed = next(made for n in range(256) if (made := zlib.compress(file + b"\t" * n)).endswith(last))
    return sheet[: found.start(2)] + packed + b"\n" + sheet[found.end(2) :].lstrip()


@pytest.mark.parametrize("last", [b"\n", b"\r"])
def test_a_sheet_is_read_whichever_byte_its_attachment_ends_with(
    last: bytes, opened: Opener, client: Client, tmp_path: Path
) -> None:
    """One of 128 ends with what looks like the end of a line."""
    sheet = files(client, tmp_path)["receipt.pdf"]
    sheet.write_bytes(ending_with(last, sheet.read_bytes()))
    page = opened()
    page.goto("/verify")
    [said] = check(page, sheet)
    assert said.startswith("✓"), said


def test_the_page_notices_what_was_changed(opened: Opener, client: Client, tmp_path: Path) -> None:
    kept = files(client, tmp_path)
    page = opened()
    page.goto("/verify")

    def changed(name: str, change: Any) -> list[str]:
        told = json.loads(kept[name].read_text())
        change(told)
        other = tmp_path / "changed.json"
        other.write_text(json.dumps(told))
        return [line for line in check(page, *(other if k == name else p for k, p in kept.items() if k != "receipt.pdf"))
                if line.startswith("✗")]  # fmt: skip

    assert changed("receipt.json", lambda told: told["statement"].update(number="5001-70-000099"))
    assert changed("proof.json", lambda told: told["leaf"].update(seq=7))
    assert changed("proof.json", lambda told: told["head"].update(size=2048))
    assert changed("heads.json", lambda told: told["heads"][0].update(root="00" * 32))
    assert changed("keys.json", lambda told: told["keys"][0].update(public="00" * 32))


def test_the_address_of_the_qr_code_is_checked_as_the_page_opens(opened: Opener, client: Client) -> None:
    address(client)
    words = receipt_forms.compact(receipts.of(Case.objects.get()))
    page = opened()
    page.goto(f"/verify#r={words}")
    expect(page.locator("[data-found] li")).to_contain_text("เป็นของจริง")


def test_a_receipt_is_handed_back(opened: Opener, client: Client, tmp_path: Path) -> None:
    kept = files(client, tmp_path)
    page = opened()
    page.goto("/restore")
    assert violations(page) == [] and not too_wide(page)
    page.get_by_label("ไฟล์ใบรับเรื่อง").set_input_files(str(kept["receipt.pdf"]))
    page.get_by_role("button", name="ส่งใบรับเรื่อง").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("เรื่องของท่านยังอยู่กับเรา")
