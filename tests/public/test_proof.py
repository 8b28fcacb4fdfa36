"""What a citizen keeps and what anybody checks: receipts, proofs, the public record, the program, and the way back."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from public.telling import address, text
from sangsuk.cases import closing_days, receipt_forms, receipts
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.ledger.models import LogHead

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).parents[2] / "src/sangsuk/public/verifier/sangsuk_verify.py"


def close(days: int = 1) -> datetime:
    now = timezone.now() + timedelta(days=days)
    closing_days.close_days(now)
    return now


def lose() -> None:
    with connection.cursor() as cursor:
        for table in ("cases_caseevent", "cases_words", "cases_reporter", "cases_attachment"):
            cursor.execute(f"delete from {table}")
        cursor.execute("delete from cases_case")
        cursor.execute("delete from cases_register")


@pytest.fixture
def files(client: Client, tmp_path: Path) -> dict[str, Path]:
    """Her case, sent and in the log, and everything that can be downloaded."""
    page = address(client)
    close()
    asked = {
        "receipt": f"{page}/receipt.json", "pdf": f"{page}/receipt.pdf", "proof": f"{page}/proof.json",
        "keys": "/record/keys.json", "heads": "/record/heads.json", "script": "/record/sangsuk_verify.py",
    }  # fmt: skip
    found = {}
    for name, url in asked.items():
        answer = client.get(url)
        assert answer.status_code == 200, url
        found[name] = tmp_path / name
        found[name].write_bytes(answer.content)
    return found


def checked(files: dict[str, Path], *named: str) -> tuple[int, str]:
    """What the program says, in a process that has nothing of ours."""
    command = [sys.executable, "-I", str(files["script"]), "--keys", str(files["keys"]), "--heads", str(files["heads"])]
    done = subprocess.run(
        [*command, *(str(files.get(n, n)) for n in named)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_program_finds_receipt_and_proof_to_be_true(files: dict[str, Path]) -> None:
    code, said = checked(files, "receipt", "proof")
    assert code == 0 and said.count("OK") == 4, said
    assert files["proof"].stat().st_size < 5000


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("receipt", lambda told: told["statement"].update(due_at="2020-01-01T00:00:00.000000+00:00")),
        ("receipt", lambda told: told["statement"].update(key="00000000")),
        ("receipt", lambda told: told.update(signature="00" * 64)),
        ("proof", lambda told: told["leaf"].update(seq=9)),
        ("proof", lambda told: told["head"].update(size=4096)),
        ("proof", lambda told: told["path"].reverse()),
        ("proof", lambda told: told["leaf"].update(first="00" * 32)),
        ("heads", lambda told: told["heads"][0].update(root="00" * 32)),
    ],
)
def test_the_program_notices_every_change(files: dict[str, Path], name: str, change: Any) -> None:
    told = json.loads(files[name].read_text())
    change(told)
    files[name].write_text(json.dumps(told))
    code, said = checked(files, "receipt", "proof")
    assert code == 1 and "NO " in said, said


def test_the_program_reads_the_address_of_the_qr_code(files: dict[str, Path]) -> None:
    words = receipt_forms.compact(receipts.of(Case.objects.get()))
    code, said = checked(files, f"https://sangsuk.example/verify#r={words}")
    assert code == 0, said
    assert checked(files, f"https://sangsuk.example/verify#r={words[:-3]}AAA")[0] == 1


def test_the_pdf_holds_the_file(files: dict[str, Path]) -> None:
    assert receipt_forms.read(files["pdf"].read_bytes()) == receipt_forms.read(files["receipt"].read_bytes())
    assert files["pdf"].read_bytes()[:4] == b"%PDF"


def test_without_the_key_there_is_no_receipt_and_no_proof(client: Client) -> None:
    page = address(client)
    number = page.split("/")[2]
    for name in ("receipt.json", "receipt.pdf", "proof.json"):
        assert client.get(f"/track/{number}/AAAA-AAAA-AAAA-AAAA/{name}").status_code == 404
    assert client.get(f"{page}/proof.json").status_code == 404  # no night has passed


def test_the_sent_page_and_the_page_of_the_case_offer_them(client: Client) -> None:
    page = address(client)
    assert f"{page}/receipt.pdf" in text(client.get(page))


def test_heads_are_paged_by_their_day_and_days_prove_each_other(client: Client) -> None:
    close(1)
    close(103)
    first = client.get("/record/heads.json").json()
    assert len(first["heads"]) == 100 and first["next"]
    rest = client.get(first["next"]).json()
    assert len(rest["heads"]) == 3 and rest["next"] is None
    days = list(LogHead.objects.order_by("day").values_list("day", flat=True))
    proof = client.get(f"/record/consistency.json?from={days[0]}&to={days[-1]}").json()
    assert proof["from"]["date"] == days[0].isoformat() and proof["path"]
    assert client.get(f"/record/consistency.json?from={days[-1]}&to={days[0]}").status_code == 404
    for query in ("", "?from=x&to=y", "?from=2026-01-01"):
        assert client.get(f"/record/consistency.json{query}").status_code in (404, 422)
    assert client.get("/record/heads.json?before=x").status_code == 422
    assert client.get("/record").status_code == client.get("/verify").status_code == 200


def hand_in(client: Client, path: Path | None = None, **told: str) -> Any:
    more = {"receipt": SimpleUploadedFile(path.name, path.read_bytes())} if path else {}
    return client.post("/restore", {**told, **more})


@pytest.mark.parametrize("name", ["receipt", "pdf"])
def test_a_lost_case_comes_back_from_the_file_she_kept(client: Client, files: dict[str, Path], name: str) -> None:
    before = Case.objects.get()
    lose()
    answer = hand_in(client, files[name])
    back = Case.objects.get()
    assert answer.status_code == 200 and before.number in text(answer)
    assert (back.number, back.submitted_at, back.due_at) == (before.number, before.submitted_at, before.due_at)
    assert "ยังอยู่กับเรา" in text(hand_in(client, files[name]))
    assert Case.objects.count() == 1


def test_the_page_never_tells_the_key(client: Client, files: dict[str, Path]) -> None:
    from sangsuk.common import ids

    key = ids.secret_key(Case.objects.get().client_id)
    assert key not in text(hand_in(client, files["receipt"]))
    lose()
    assert key not in text(hand_in(client, files["receipt"]))


def test_from_the_qr_code_the_story_is_asked_for_once_more(client: Client) -> None:
    page = address(client)
    words = receipt_forms.compact(receipts.of(Case.objects.get()))
    lose()
    answer = hand_in(client, words=words)
    assert answer.status_code == 422 and 'name="text"' in text(answer) and words in text(answer)
    story = "ถนนหน้าโรงเรียนน้ำท่วมทุกครั้งที่ฝนตก เด็กเดินไปเรียนไม่ได้"
    assert hand_in(client, words=words, text=story).status_code == 200
    assert client.get(page).status_code == 200


def test_what_is_no_good_is_refused_with_a_reason_and_brings_nothing(client: Client, files: dict[str, Path]) -> None:
    lose()
    told = json.loads(files["receipt"].read_text())
    told["statement"]["number"] = "5001-70-000777"
    files["receipt"].write_text(json.dumps(told))
    assert "ถูกแก้" in text(hand_in(client, files["receipt"]))
    for said in ({}, {"words": "สวัสดี"}, {"words": "A" * 300}):
        assert hand_in(client, **said).status_code == 422
    assert not CaseEvent.objects.exists()
