"""Who keeps the keys, what a data key is bound to, and how values are matched without keeping them."""

import json
import stat
import sys
from datetime import UTC, datetime

import pytest

from sangsuk.common import keys
from sangsuk.common.key_providers import CommandProvider, FileProvider, KeyTrouble
from sangsuk.common.models import DataKey

NOW = datetime(2026, 11, 21, tzinfo=UTC)
KEY = bytes(range(32))
PROGRAM = """
import base64, sys
words, given = sys.argv[1:], sys.stdin.readline().strip()
if words[0] in ("current", "ids"):
    print("hsm-1")
elif words[1] != "hsm-1":
    sys.exit(3)
else:
    print(base64.b64encode(bytes(b ^ 0x5A for b in base64.b64decode(given))).decode())
"""


@pytest.fixture
def file(tmp_path):
    return FileProvider(tmp_path / "keys.json")


def test_the_first_question_makes_the_file_and_nobody_else_may_read_it(file):
    first = file.current()
    assert file.ids() == [first]
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert [p.name for p in file.path.parent.iterdir()] == ["keys.json"]


def test_a_key_is_bound_to_what_it_is_for_and_to_the_key_that_wrapped_it(file):
    old = file.current()
    wrapped = file.wrap(KEY, key_id=old, about="data key 1")
    new = file.new(now=NOW)
    assert file.current() == new != old
    assert KEY not in wrapped
    assert file.unwrap(wrapped, key_id=old, about="data key 1") == KEY
    for key_id, about in ((old, "data key 2"), (new, "data key 1"), ("k-lost", "data key 1")):
        with pytest.raises(KeyTrouble):
            file.unwrap(wrapped, key_id=key_id, about=about)


def test_the_current_key_cannot_be_dropped_and_an_old_one_can(file):
    old = file.current()
    with pytest.raises(KeyTrouble):
        file.drop(old)
    file.new(now=NOW)
    file.drop(old)
    assert old not in file.ids()
    with pytest.raises(KeyTrouble):
        file.drop(old)


def test_a_broken_file_is_no_reason_to_make_a_new_one(file):
    file.path.write_text("{", encoding="ascii")
    with pytest.raises(KeyTrouble, match="cannot be read"):
        file.current()
    assert file.path.read_text(encoding="ascii") == "{"


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "keeper.py"
    path.write_text(PROGRAM, encoding="utf-8")
    return CommandProvider(f"{sys.executable} {path}")


def test_a_program_may_keep_the_keys(program):
    wrapped = program.wrap(KEY, key_id=program.current(), about="data key 1")
    assert wrapped != KEY
    assert program.unwrap(wrapped, key_id="hsm-1", about="data key 1") == KEY
    assert program.ids() == ["hsm-1"]


def test_a_program_that_refuses_or_is_not_there_is_told_without_what_it_was_given(program):
    with pytest.raises(KeyTrouble, match="exit code 3"):
        program.unwrap(KEY, key_id="hsm-2", about="data key 1")
    with pytest.raises(KeyTrouble, match="cannot be asked"):
        CommandProvider("/nowhere/keeper").current()
    with pytest.raises(KeyTrouble, match="made where they are kept"):
        program.new(now=NOW)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1-2345-67890-12-1", "๑๒๓๔๕๖๗๘๙๐๑๒๑"),
        ("081-234-5678", "+66 81 234 5678"),
        ("081.234.5678", "0812345678"),
        ("Somchai.J@Example.com", " somchai.j@example.com"),
        ("สมชาย  ใจดี", "สมชาย ใจดี"),
    ],
)
def test_what_is_typed_in_many_ways_has_one_fingerprint(db, one, other):
    assert keys.fingerprint(one, label="x") == keys.fingerprint(other, label="x")
    assert len(keys.fingerprint(one, label="x")) == 32


def test_fingerprints_of_other_values_and_other_labels_differ(db):
    assert keys.fingerprint("0812345678", label="phone") != keys.fingerprint("0812345679", label="phone")
    assert keys.fingerprint("0812345678", label="phone") != keys.fingerprint("0812345678", label="national_id")
    assert keys.fingerprint("a.b@c.th", label="email") != keys.fingerprint("ab@c.th", label="email")


def test_data_keys_lie_wrapped_and_a_process_asks_for_each_once(db, django_assert_num_queries):
    keys.forget()
    with django_assert_num_queries(1):
        keys.fingerprint("x", label="x")
        keys.cipher(keys.current_id())
    with django_assert_num_queries(0):
        keys.fingerprint("x", label="x")
        keys.cipher(keys.current_id())
    assert {row.purpose for row in DataKey.objects.all()} == {"seal", "match"}
    for row in DataKey.objects.all():
        assert keys._ring.plain[row.pk] not in bytes(row.wrapped)


def test_a_wrapped_key_put_into_another_row_does_not_open(db):
    seal, match = DataKey.objects.get(purpose="seal"), DataKey.objects.get(purpose="match")
    DataKey.objects.filter(pk=match.pk).update(wrapped=seal.wrapped)
    keys.forget()
    with pytest.raises(KeyTrouble, match="does not open"):
        keys.fingerprint("x", label="x")
    keys.forget()


def test_a_lost_key_file_is_told_and_not_replaced(db, settings, tmp_path):
    settings.KEY_FILE = tmp_path / "keys.json"
    keys.forget()
    with pytest.raises(KeyTrouble, match="Bring back the key file"):
        keys.current_id()
    keys.forget()


def test_the_key_file_does_not_hold_the_secret_of_the_cookies(db, settings):
    kept = json.loads(settings.KEY_FILE.read_text(encoding="ascii"))
    assert settings.SECRET_KEY not in str(kept)
    assert settings.KEY_FILE.stat().st_mode & 0o077 == 0
