"""Fingerprints of a person: what finds her again, and what finds a look at her that should not have been, unopened."""

import re

from sangsuk.common.keys import fingerprint

from .checking import Person

_TITLES = re.compile(
    r"^(?:ว่าที่\s?)?(?:นางสาว|น\.?\s?ส\.|นาย|นาง|เด็กชาย|เด็กหญิง|ด\.?\s?ช\.|ด\.?\s?ญ\.|คุณ|ดร\.|Mrs?\.?|Ms\.?|Miss)\s*"
)


def plain_name(name: str) -> str:
    """Without title and brackets: what two spellings of one name have in common."""
    return _TITLES.sub("", re.sub(r"\(.*?\)", " ", name).strip()).strip()


def family(name: str) -> str:
    """The last of two or more words; "" where there is but one."""
    words = plain_name(name).split()
    return words[-1] if len(words) > 1 else ""


def of_name(name: str) -> bytes:
    return fingerprint(plain_name(name), label="name") if plain_name(name) else b""


def of_family(name: str) -> bytes:
    return fingerprint(family(name), label="family") if family(name) else b""


def of_phone(phone: str) -> bytes:
    return fingerprint(phone, label="phone") if phone else b""


def of_email(email: str) -> bytes:
    return fingerprint(email, label="email") if email else b""


def of_national_id(id13: str) -> bytes:
    return fingerprint(id13, label="national_id") if id13 else b""


def of_person(person: Person) -> dict[str, bytes]:
    """By the columns of a reporter."""
    return {
        "name_print": of_name(person.name), "family_print": of_family(person.name), "phone_print": of_phone(person.phone),
        "email_print": of_email(person.email), "id_print": of_national_id(person.national_id),
    }  # fmt: skip
