"""Values as bytes in one way only, so that their digest means something: RFC 8785, the JSON Canonicalization Scheme.

Ours are strings, whole numbers, booleans, null, lists and objects. For these Python's own encoder with sorted keys gives
what the RFC asks for, as long as keys lie within the Basic Multilingual Plane (there UTF-16 and code points sort alike)
and whole numbers within 2^53. What is not so is refused by `checked`, and never hashed.
Source: RFC 8785, 3.2 (read 2026-11-21).
"""

import hashlib
import json
import re
from typing import Any

MOST = 2**53 - 1
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class NotCanonical(ValueError):
    """A value that has no one way of being written, or that the database would give back as another."""


def text(value: Any) -> str:
    """Canonical JSON of a value that `checked` would let pass. Microseconds; for many at once."""
    return _encode(value)


def digest(value: Any) -> bytes:
    return hashlib.sha256(_encode(value).encode()).digest()


def checked(value: Any) -> Any:
    """The same value with its fractions as words. Raises: NotCanonical for what is neither."""
    if value.__class__ is str and not _NOT_KEPT.search(value):
        return value
    match value:
        case str():
            return _written(value)
        case None | bool():
            return value
        case int():
            if abs(value) > MOST:
                raise NotCanonical(f"{value} is beyond 2^53")
            return value
        case float():
            return repr(value)
        case list() | tuple():
            return [checked(one) for one in value]
        case dict():
            return {_name(name): checked(one) for name, one in value.items()}
    raise NotCanonical(f"{type(value).__name__} has no canonical form")


_NOT_KEPT = re.compile("[\0\ud800-\udfff]")
_BEYOND = re.compile("[^\0-\uffff]")


def _name(name: Any) -> str:
    if not isinstance(name, str) or _BEYOND.search(name):
        raise NotCanonical(f"{name!r} is no name of a field")
    return _written(name)


def _written(words: str) -> str:
    """A lone surrogate is no text, and PostgreSQL keeps no NUL."""
    if _NOT_KEPT.search(words):
        raise NotCanonical("a sign that cannot be kept")
    return words
