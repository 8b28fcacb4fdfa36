"""Who knows one key knows those after it: each is vouched for by the one before, also when that one is gone."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from sangsuk.config import home
from sangsuk.ledger import keybook, signing
from sangsuk.public.verifier import sangsuk_verify as program

SEEDS = [base64.urlsafe_b64encode(bytes([n]) * 32).decode().rstrip("=") for n in (1, 2, 3)]


def ring(settings: Any, *lines: str) -> list[dict[str, Any]]:
    settings.LEDGER_KEYS = lines
    return json.loads(json.dumps(keybook.told()))  # type: ignore[no-any-return]


def wrong(told: list[dict[str, Any]], trusted: str | None = None) -> list[str]:
    check: Any = program.check_keys
    return [sentence for holds, sentence in check(told, trusted) if not holds]


def test_each_key_but_the_first_is_signed_by_the_one_before(settings: Any) -> None:
    told = ring(settings, *SEEDS)
    assert [key["vouched"] and key["vouched"]["by"] for key in told] == [None, told[0]["id"], told[1]["id"]]
    assert [key["signs"] for key in told] == [False, False, True]
    assert wrong(told) == [] and wrong(told, told[0]["id"]) == [] and wrong(told, told[2]["id"]) == []
    (good,) = ((holds, said) for holds, said in program.check_keys(told, told[0]["id"]))
    assert good[0] and all(key["id"] in good[1] for key in told)


def test_a_key_that_nobody_before_vouches_for_is_noticed(settings: Any) -> None:
    told = ring(settings, *SEEDS)
    other = ring(settings, SEEDS[0], SEEDS[2])
    slipped_in = [told[0], told[1] | {"vouched": other[1]["vouched"]}, told[2]]
    assert "vouches" in wrong(slipped_in)[0]
    assert "name" in wrong([told[0] | {"public": "00" * 32}])[0]
    unsigned = [told[0], told[1] | {"vouched": None}, told[2]]
    assert wrong(unsigned) == [] and wrong(unsigned, told[0]["id"]) != []  # whoever trusts the first sees the gap
    assert wrong(told, "00000000") != []


def test_the_word_of_a_key_that_was_destroyed_is_kept_in_the_line_of_the_next(settings: Any) -> None:
    first = signing.of_line(SEEDS[0])
    second = keybook.line(SEEDS[1], first, "2026-11-21")
    before = ring(settings, SEEDS[0], second)
    gone = "public:" + base64.urlsafe_b64encode(first.public).decode()
    assert ring(settings, gone, second) == before
    assert ring(settings, gone, SEEDS[1])[1]["vouched"] is None
    forged = second.replace("vouched:" + first.id + ":", "vouched:" + first.id + ":00")[: len(second)]
    assert ring(settings, gone, forged)[1]["vouched"] is None


def test_a_file_of_keys_is_read_with_its_days_and_its_vouchers(tmp_path: Path, settings: Any) -> None:
    first = signing.of_line(SEEDS[0])
    (tmp_path / "ledger-keys").write_text(
        f"# the oldest first\n{SEEDS[0]} 2026-01-05\n\n{keybook.line(SEEDS[1], first, '2026-11-21')}\n"
    )
    told = ring(settings, *home.ledger_keys(tmp_path))
    assert len(told) == 2 and told[1]["vouched"]["by"] == first.id and wrong(told, first.id) == []
    assert signing.current().id == told[1]["id"] and signing.current().seed == bytes([2]) * 32


@pytest.mark.django_db
def test_what_the_old_key_signed_still_holds_under_the_new_one(settings: Any) -> None:
    ring(settings, SEEDS[0])
    key, signature = signing.sign(b"said")
    ring(settings, SEEDS[0], SEEDS[1])
    assert signing.signed(b"said", signature, key) and not signing.signed(b"said", signature, signing.current().id)
