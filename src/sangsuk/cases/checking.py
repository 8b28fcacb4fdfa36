"""Is what we were told enough, and does it make sense? Each refusal names its field and says what would help."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Missing, Refused
from sangsuk.offices import queries as offices
from sangsuk.places import queries as places
from sangsuk.thai import national_id

if TYPE_CHECKING:
    from .intake import New

T = TypeVar("T")
LEAST, MOST = 10, 10_000
LEAST_ASKED = 3
"""A question at the counter may be two words."""
SHORT = ("information", "advice", "one_stop", "referral", "suggestion")
"""Missions that may be answered on the spot: no agency, no file, told and done."""
MOST_ACCUSED = 10
LEAST_REASON = 5
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
IDENTITIES = ("named", "hidden", "none")


@dataclass(frozen=True)
class Whereabouts:
    """Where it happened, in official codes."""

    province_code: str
    district_code: str
    subdistrict_code: str | None = None


@dataclass(frozen=True)
class Person:
    """Who tells. All may be empty."""

    name: str = ""
    phone: str = ""
    email: str = ""
    national_id: str = ""


def check(new: "New") -> tuple["New", Whereabouts]:
    """The same matter, tidied, and its place. Raises Refused."""
    description = told(new.description, "description", least=LEAST_ASKED if new.mission in SHORT else LEAST)
    wish = told(new.wish, "wish", least=0)
    note = told(new.place_note, "place_note", least=0, most=1000)
    _among(new.mission, [m.code for m in catalog.missions()], "mission")
    _among(new.channel, [c.code for c in catalog.channels()], "channel")
    if new.category:
        _among(new.category, [c.code for c in catalog.categories()], "category")
    for office in new.accused or ():
        _among(office, [*offices.directory()], "accused")
    if len(new.accused or ()) > MOST_ACCUSED:
        raise Refused("too_many", _("ระบุหน่วยงานที่ถูกร้องได้ไม่เกิน %(most)s แห่ง") % {"most": MOST_ACCUSED}, "accused")
    _words_of_axes(new)
    place = whereabouts(new)
    reporter = who(
        new.identity, new.reporter, asked=catalog.id_asked(new.mission, new.category), has_none=new.has_no_id
    )
    return replace(new, description=description, wish=wish, place_note=note, reporter=reporter), place


def _words_of_axes(new: "New") -> None:
    """The words by which a matter is classed; empty ones are filled in by an officer later."""
    single = {"nature": "nature", "accused_type": "accused", "service_class": "service_class", "policy": "policy"}
    for field, axis in ({"complainant_type": "complainant"} | single).items():
        if value := getattr(new, field):
            _among(value, list(catalog.all_terms(axis)), field)
    for wish in new.wishes:
        _among(wish, list(catalog.all_terms("wish")), "wishes")
    _among(new.urgency, ["normal", "urgent", "life"], "urgency")
    if new.distress is not None and not (isinstance(new.distress, int) and 0 <= new.distress <= 10):
        raise Refused("bad_choice", _("กรุณาเลือกตัวเลข 0 ถึง 10"), "distress")


def told(text: str, field: str, *, least: int = LEAST, most: int = MOST) -> str:
    """The citizen's own words, without signs that cannot be stored or seen."""
    tidy = _CONTROLS.sub("", text).replace("\r\n", "\n").strip()
    if least and not tidy:
        raise Refused("needed", _("กรุณาเล่าเรื่องของท่าน เช่น เกิดอะไรขึ้น ที่ไหน ตั้งแต่เมื่อไร"), field)
    if len(tidy) < least:
        raise Refused("too_short", _("กรุณาเล่าเรื่องให้ยาวกว่านี้อีกนิด เช่น เกิดอะไรขึ้น ที่ไหน ตั้งแต่เมื่อไร"), field)
    if len(tidy) > most:
        gaps = {"most": f"{most:,}", "now": f"{len(tidy):,}"}
        raise Refused("too_long", _("ข้อความยาว %(now)s ตัวอักษร ขอไม่เกิน %(most)s ตัวอักษร กรุณาย่อให้สั้นลง") % gaps, field)
    return tidy


def reason(text: str, field: str, sentence: object) -> str:
    """Why an official does what has to be justified, as it may be kept. Raises Refused, with the sentence when none is given."""
    tidy = told(text, field, least=0, most=1000)
    if len(tidy) < LEAST_REASON:
        raise Refused("needed", sentence, field)
    return tidy


def _among(value: str, known: list[str], field: str) -> None:
    if value not in known:
        raise Refused("unknown_code", _("ไม่รู้จักรหัส “%(value)s” กรุณาเลือกจากรายการ") % {"value": value[:40]}, field)


def whereabouts(new: "New") -> Whereabouts:
    """Sub-district, else district, else the point. A point outside Thailand is refused even beside a district."""
    located = places.at(*new.point) if new.point is not None else None
    if new.subdistrict:
        code = _known(places.subdistrict, new.subdistrict, "subdistrict").above
    elif new.district:
        code = _known(places.district, new.district, "district").code
    elif located:
        return Whereabouts(located.district_code[:2], located.district_code, located.subdistrict_code)
    else:
        raise Refused("needed", _("กรุณาบอกว่าเกิดเรื่องที่ไหน อย่างน้อยขอชื่ออำเภอหรือเขต"), "place")
    if new.district and new.district != code:
        raise Refused("place_mismatch", _("ตำบลที่เลือกไม่ได้อยู่ในอำเภอที่เลือก กรุณาเลือกใหม่"), "subdistrict")
    if new.village:
        if not re.fullmatch("[0-9]{8}", new.village) or not new.village.startswith(new.subdistrict or code):
            raise Refused("place_mismatch", _("หมู่บ้านที่เลือกไม่ได้อยู่ในตำบลที่เลือก กรุณาเลือกใหม่"), "village")
        _known(places.title, new.village, "village")
    return Whereabouts(code[:2], code, new.subdistrict or None)


def _known(find: Callable[[str], T], code: str, field: str) -> T:
    """A wrong code in a form is a mistake in the form, not a page that is not there."""
    try:
        return find(code)
    except Missing as trouble:
        raise Refused(trouble.code, trouble.message, field) from trouble


def who(identity: str, person: Person, *, asked: catalog.Asked | None = None, has_none: bool = False) -> Person:
    """The person as far as this kind of identity allows; with `none` nothing is kept, whatever was typed.

    `asked`: what the rule for this matter says of the thirteen digits; not asked for, they are not kept either. None:
    they are there already and only looked through.
    """
    if identity not in IDENTITIES:
        raise Refused("bad_choice", _("กรุณาเลือกว่าจะให้เราทราบชื่อของท่านหรือไม่"), "identity")
    if identity == "none":
        return Person()
    name = " ".join(person.name.split())
    if not name:
        raise Refused("needed", _("กรุณาบอกชื่อ หรือเลือก “ไม่บอกชื่อ”"), "name")
    if len(name) > 200:
        raise Refused("too_long", _("ชื่อยาวเกินไป ขอไม่เกิน 200 ตัวอักษร"), "name")
    digits = id13(person.national_id, asked) if asked is None or asked else ""
    if asked is not None and asked.required and not digits and not has_none:
        text = _("เรื่องนี้ต้องใช้เลขประจำตัวประชาชน กรุณาใส่เลข 13 หลัก หรือบอกว่าไม่มีเลข")
        raise Refused("needed", text, "national_id")
    return Person(name, phone(person.phone), email(person.email), digits)


def id13(typed: str, asked: catalog.Asked | None = None) -> str:
    """Asked only where the law needs it, and "no number" is an answer; which, depends on the rule. Raises Refused."""
    try:
        return national_id.tidy(typed)
    except ValueError as trouble:
        text = _("เลขประจำตัวประชาชนไม่ครบหรือพิมพ์ผิดหนึ่งตัว กรุณาดูจากบัตรอีกครั้ง")
        if asked:
            text = _("เลขประจำตัวประชาชนไม่ครบหรือพิมพ์ผิดหนึ่งตัว กรุณาดูจากบัตรอีกครั้ง ถ้าไม่มีเลข เว้นว่างไว้ได้")
        if asked and asked.required:
            text = _("เลขประจำตัวประชาชนไม่ครบหรือพิมพ์ผิดหนึ่งตัว กรุณาดูจากบัตรอีกครั้ง ถ้าไม่มีเลข ให้บอกว่าไม่มีเลข")
        raise Refused("bad_national_id", text, "national_id") from trouble


def phone(typed: str) -> str:
    """A Thai telephone number as 0812345678; Thai digits, spaces and dashes are welcome. Source: ITU-T E.164."""
    digits = thai.arabic_digits(typed).strip()
    if not digits:
        return ""
    try:
        number = phonenumbers.parse(digits, "TH")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refused("bad_phone", _("เบอร์โทรศัพท์ไม่ครบหรือเกิน เช่น 081 234 5678"), "phone")
    if number.country_code != 66:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"0{number.national_number}"


def email(typed: str) -> str:
    address = typed.strip()
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError as trouble:
        raise Refused("bad_email", _("อีเมลไม่ถูกต้อง เช่น somchai@example.com"), "email") from trouble
    return address
