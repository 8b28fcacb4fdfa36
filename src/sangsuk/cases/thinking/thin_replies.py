"""Replies that only pass paper on: caught once, so that the officer looks again, and counted when she insists. Pure.

The state answers for the outcome; a clerk passes things on. A finding that says nothing found, and an answer that only
says whom to telephone, leave the citizen where she was. Source: the ministry's own call for "thinking like the state,
not like a clerk" (training of 21 February 2562), see docs/law.md#forward-only
"""

import re
from collections.abc import Mapping
from typing import Any

from sangsuk import thai

FORWARD_ONLY, CONTACT_ONLY, COPIED = "forward_only", "contact_only", "copied"

FORWARDS = frozenset({"hand_to_agency", "pass_up", "refer_out"})
ANSWERS = frozenset({"close", "tell_result", "serve", "inform"})
LEAST_OWN, LEAST_BESIDE = 10, 28
"""Letters of one's own, beside set phrases, from which on a finding says something; and an answer that says whom to call."""

_PASSING_ON = re.compile(
    "จึงเรียนมา|เพื่อโปรด|โปรดพิจารณา|พิจารณาดำเนินการ|ดำเนินการต่อไป|ในส่วนที่เกี่ยวข้อง|ตามอำนาจหน้าที่|ตามที่เห็นสมควร|ตามระเบียบ|"
    "ส่งต่อ(?:ให้)?|ส่งเรื่อง(?:ให้|ไป)?|หน่วยงานที่เกี่ยวข้อง|เพื่อทราบ|รับทราบ|แจ้งผล(?:ให้ทราบ)?|ผู้ร้อง|ต่อไป|เห็นควร|ทราบ|ตามเรื่อง(?:ที่แจ้ง)?|"
    "เรื่องนี้|แล้ว|ครับ|ค่ะ|please (?:consider|proceed)|for (?:your )?(?:consideration|information|action)|forwarded?|as appropriate"
)
_CONTACT = re.compile(
    "(?:กรุณา|โปรด|ขอให้|ให้)?(?:ท่าน)?(?:ติดต่อ|สอบถาม|โทร(?:ศัพท์)?|ประสาน)(?:สอบถาม|ไปที่|ไปยัง|มาที่|กลับ|ที่|ได้ที่|งาน|กับ)*|"
    "หมายเลข(?:โทรศัพท์)?|เบอร์(?:โทร)?|ในวันและเวลาราชการ|โดยตรง|เพิ่มเติม|รายละเอียด|please (?:contact|call)|for (?:more|further) (?:details|information)"
)
_CONTACT_BEGINS = re.compile("ติดต่อ|สอบถาม|โทร|ประสาน|contact|call")
_NOT_WORDS = re.compile(r"[\s\d\W_]+")


def caught(move: str, data: Mapping[str, Any], *, description: str = "") -> str:
    """Which kind of thin reply this is, "" when it says something."""
    if move in FORWARDS:
        finding = str(data.get("finding") or data.get("tried") or "")
        if finding and repeats(finding, description):
            return COPIED
        return FORWARD_ONLY if finding and _own(finding, _PASSING_ON) < LEAST_OWN else ""
    if move in ANSWERS:
        answer = str(data.get("answer") or data.get("text") or "")
        if not _CONTACT_BEGINS.search(answer):
            return ""
        return CONTACT_ONLY if _own(_CONTACT.sub(" ", answer), _PASSING_ON) < LEAST_BESIDE else ""
    return ""


def _own(text: str, phrases: re.Pattern[str]) -> int:
    """Letters that are left when set phrases, numbers and signs are taken away."""
    return len(_NOT_WORDS.sub("", phrases.sub(" ", thai.normalise(text).lower())))


def repeats(text: str, other: str) -> bool:
    """Whether a text is the complaint over again."""
    one, two = (_NOT_WORDS.sub("", thai.normalise(words).lower()) for words in (text, other))
    return len(one) >= LEAST_BESIDE // 2 and one in two
