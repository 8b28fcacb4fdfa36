"""The program that citizens download: alone, without network, quick, and with a clear sentence for whatever it is given."""

import ast
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from public.test_proof import SCRIPT, checked, files  # noqa: F401 - the fixture
from sangsuk.ledger import signing
from sangsuk.public.verifier import sangsuk_verify as program

pytestmark = pytest.mark.django_db
ALONE = (
    "import sys, socket, runpy\n"
    "def never(*a, **k): raise SystemExit('it asked the network')\n"
    "socket.socket = socket.create_connection = never\n"
    "sys.argv = sys.argv[1:]\n"
    "runpy.run_path(sys.argv[0], run_name='__main__')\n"
    "assert not [m for m in sys.modules if m.split('.')[0] in ('django', 'sangsuk', 'cryptography')]\n"
)


def test_it_needs_neither_network_nor_library_nor_database(files: dict[str, Path], tmp_path: Path) -> None:  # noqa: F811
    script = [str(files["script"]), "--keys", str(files["keys"]), str(files["receipt"]), str(files["proof"])]
    done = subprocess.run(
        [sys.executable, "-I", "-c", ALONE, *script], capture_output=True, text=True, check=False, cwd=tmp_path, env={}
    )
    assert done.returncode == 0 and done.stdout.count("OK") == 3, done.stdout + done.stderr


def test_it_is_written_in_the_python_of_old_computers() -> None:
    """Nothing in it that Python 3.8 does not know."""
    text = SCRIPT.read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 8))
    assert "datetime.UTC" not in text and "import tomllib" not in text


def test_checking_receipt_and_proof_takes_less_than_a_tenth_of_a_second(files: dict[str, Path]) -> None:  # noqa: F811
    """In processor time, the best of some: this machine may be busy."""
    keys = {key.id: key.public for key in signing.ring()}
    receipt, proof = (json.loads(files[name].read_text()) for name in ("receipt", "proof"))
    check_receipt: Any = program.check_receipt
    check_proof: Any = program.check_proof
    taken = []
    for _time in range(5):
        began = time.process_time()
        found = check_receipt(receipt, keys) + check_proof(proof, keys, None, receipt)
        taken.append(time.process_time() - began)
        assert all(holds for holds, _said in found)
    assert min(taken) < 0.1
    assert len(json.dumps(proof)) < 5000


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"{", b"[]", b"{}", b'{"statement": 1, "signature": "x"}', b'{"statement": {"key": "zz"}, "signature": ""}', b"\xff\xfe",
     b'{"leaf": {}, "head": {}}', b'{"leaf": [], "head": 5, "path": [1], "index": "x"}', b"[" * 100_000, b"https://x/verify#r=AAAA"],
)  # fmt: skip
def test_whatever_it_is_given_it_answers_in_a_sentence_of_both_languages(files: dict[str, Path], spoilt: bytes) -> None:  # noqa: F811
    files["receipt"].write_bytes(spoilt)
    code, said = checked(files, "receipt")
    assert code == 1 and "Traceback" not in said and " / " in said, said


def test_each_finding_is_said_in_thai_and_english(files: dict[str, Path]) -> None:  # noqa: F811
    for change in (
        lambda t: t,
        lambda t: t["statement"].update(due_at="x"),
        lambda t: t["statement"].update(key="00000000"),
    ):
        told = json.loads(files["receipt"].read_text())
        change(told)
        files["receipt"].write_text(json.dumps(told))
        _code, said = checked(files, "receipt", "proof")
        for line in said.strip().splitlines():
            thai, slash, english = line.rpartition(" / ")
            assert slash and any("ก" <= sign <= "๛" for sign in thai) and english.isascii(), line


def test_it_follows_the_keys_from_the_one_that_she_knows(files: dict[str, Path], settings: Any, client: Client) -> None:  # noqa: F811
    settings.LEDGER_KEYS = (*settings.LEDGER_KEYS, "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleS0")
    files["keys"].write_bytes(client.get("/record/keys.json").content)
    first, second = (key["id"] for key in json.loads(files["keys"].read_text())["keys"])
    assert checked(files, "receipt", "--trusted", first)[0] == 0
    assert checked(files, "receipt", "--trusted", second)[0] == 0
    assert checked(files, "receipt", "--trusted", "00000000")[0] == 1
    told = json.loads(files["keys"].read_text())
    told["keys"][1]["vouched"]["signature"] = "00" * 64
    files["keys"].write_text(json.dumps(told))
    code, said = checked(files, "receipt")
    assert code == 1 and second in said
    assert second in client.get("/record").content.decode()
