"""The secrets of second factors: sealed values inside another's JSON, so they stand in no sealed column of ours."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import transaction

from sangsuk.common import resealing, sealing

LABEL = "accounts.factor"


class Factors:
    """For `sealed.elsewhere()`. Few rows, so each run reads them all."""

    def __str__(self) -> str:
        return "mfa.Authenticator.data"

    def uses(self) -> dict[int, int]:
        found: dict[int, int] = {}

        def count(value: bytes) -> str:
            key_id = resealing.key_of(value)
            found[key_id] = found.get(key_id, 0) + 1
            return value.hex()

        for row in _rows():
            _walked(row.data, count)
        return found

    @transaction.atomic
    def reseal(self, newest: int) -> None:
        for row in _rows().select_for_update():
            fresh = _walked(row.data, lambda value: _anew(value, newest))
            if fresh != row.data:
                _rows().filter(pk=row.pk).update(data=fresh)

    def unreadable(self) -> int:
        found: list[bytes] = []

        def test(value: bytes) -> str:
            try:
                sealing.unseal(value, label=LABEL)
            except sealing.Unreadable:
                found.append(value)
            return value.hex()

        for row in _rows():
            _walked(row.data, test)
        return len(found)


def _rows() -> Any:
    return apps.get_model("mfa", "Authenticator")._default_manager.all()


def _anew(value: bytes, newest: int) -> str:
    if resealing.key_of(value) == newest:
        return value.hex()
    return sealing.seal(sealing.unseal(value, label=LABEL), label=LABEL).hex()


def _walked(data: Any, each: Callable[[bytes], str]) -> Any:
    """The same JSON, every sealed word in it exchanged."""
    if isinstance(data, dict):
        return {name: _walked(value, each) for name, value in data.items()}
    if isinstance(data, list):
        return [_walked(value, each) for value in data]
    return each(bytes.fromhex(data)) if isinstance(data, str) and _is_sealed(data) else data


def _is_sealed(word: str) -> bool:
    """Version, nonce and tag at least, written in hexadecimal signs."""
    return len(word) >= 58 and word[:2] in ("01", "02") and all(sign in "0123456789abcdef" for sign in word)
