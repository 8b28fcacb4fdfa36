"""Where a person is reached online or proves who she is abroad: e-mail, LINE, other networks, passport."""

import re
from collections.abc import Iterator

Span = tuple[str, int, int]

_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63})+")
_AT = r"\s?(?:@|[\[({]\s?at\s?[\])}]|\bat\b|แอท|แอ็ท|แอด)\s?"
_DOT = r"\s?(?:\.|[\[({]\s?dot\s?[\])}]|\bdot\b|ดอท|จุด)\s?"
_HIDDEN_EMAIL = re.compile(
    rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{{1,63}}{_AT}"
    rf"(?:[A-Za-z0-9-]{{2,40}}{_DOT}(?:com|co|net|org|th|go|ac|or|in|mail)\b(?:{_DOT}(?:th|com)\b)?|(?:gmail|hotmail|yahoo|outlook|icloud)\b)",
    re.IGNORECASE,
)
_EMAIL_SIGN = re.compile(r"@|แอท|แอ็ท|แอด|\bat\b|[\[({]\s?at", re.IGNORECASE)
_GLUE = r"(?:\s*(?:คือ|ชื่อ|ว่า|มาที่|ได้ที่|ที่|ของผม|ของดิฉัน|ของฉัน|นะครับ|is|name))?\s*[:：=]?\s*"
_LINE_SIGN = re.compile("[Ll][Ii][Nn][Ee]|ไลน|[Ii][Dd]|ไอดี")
_LINE_ID = re.compile(
    rf"(?:\bline\s*(?:id|ไอดี)|\bline\s*[:：=]|\bline(?=\s*@)|\bid\s*line|ไลน์?\s*(?:ไอดี|id)|(?:ไอดี|id)\s*ไลน์?|ไลน์?|\bไอดี){_GLUE}"
    r"(?P<id>@?[a-z0-9][a-z0-9._-]{3,29})(?![a-z0-9._-]*@)"
    r"|\bline\s+(?P<mixed>(?=[a-z._-]*[0-9_.])(?=[0-9_.-]*[a-z])[a-z0-9._-]{4,29})",
    re.IGNORECASE | re.ASCII,
)
_HANDLE = re.compile(r"(?<![A-Za-z0-9._%+@/-])@[A-Za-z0-9][A-Za-z0-9._-]{3,29}")
_NETWORK_SIGN = re.compile(r"face|fb|เฟส|เฟซ|ไอจี|\big\b|instagram|tiktok|ติ๊ก|twitter|ทวิต|t\.me", re.IGNORECASE)
_NETWORK = re.compile(
    r"(?:(?:facebook|fb|instagram|tiktok|twitter|x|t)\.(?:com|me)/@?(?P<path>[A-Za-z0-9._-]{3,50})"
    rf"|(?:\b(?:facebook|fb|ig|instagram|tiktok|twitter)|เฟสบุ๊?[คก]|เฟซบุ๊?[คก]|เฟส|ไอจี|ติ๊กต[็๊]อก|ทวิตเตอร์){_GLUE}"
    r"(?P<name>[a-z0-9](?=[a-z0-9._]*[0-9._])[a-z0-9._]{3,29}))",
    re.IGNORECASE,
)
_PUBLIC_PATH = frozenset({"groups", "share", "watch", "photo", "reel", "posts", "hashtag"})
_PASSPORT = re.compile(
    r"(?:passport|พาสปอร์ต|หนังสือเดินทาง)(?:\s|[:：#.]|number|no|is|เลขที่|เลข|หมายเลข|ของ|คือ){0,6}([A-Z]{1,2}[0-9]{6,7})(?![0-9])",
    re.IGNORECASE,
)


def online(plain: str) -> Iterator[Span]:
    if _EMAIL_SIGN.search(plain):
        for hit in _EMAIL.finditer(plain):
            yield "email", *hit.span()
        for hit in _HIDDEN_EMAIL.finditer(plain):
            yield "email", *hit.span()
        for hit in _HANDLE.finditer(plain):
            yield "line", *hit.span()
    if _LINE_SIGN.search(plain):
        for hit in _LINE_ID.finditer(plain):
            yield "line", *hit.span("id" if hit["id"] else "mixed")
    if _NETWORK_SIGN.search(plain):
        for hit in _NETWORK.finditer(plain):
            if hit["path"] is None or hit["path"].lower() not in _PUBLIC_PATH:
                yield "social", *hit.span("path" if hit["path"] else "name")


def passports(plain: str) -> Iterator[Span]:
    return (("passport", *hit.span(1)) for hit in _PASSPORT.finditer(plain))
