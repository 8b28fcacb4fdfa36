"""Captions and described audio as WebVTT, checked before they are kept. Pure. Source: W3C WebVTT, Candidate Recommendation."""

import re

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
_CUE = re.compile(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?$")


def tidy(text: str, field: str = "text") -> str:
    """Valid WebVTT, written from WebVTT or SubRip. Raises Refused, saying which line is wrong."""
    lines = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    if lines and lines[0].startswith("WEBVTT"):
        lines = lines[1:]
    cues = _cues(lines, field)
    if not cues:
        raise Refused("no_cues", _("ยังไม่มีช่วงเวลาของคำบรรยาย เช่น 00:00:01.000 --> 00:00:04.000"), field)
    return (
        "WEBVTT\n\n" + "\n\n".join(f"{_written(begin)} --> {_written(end)}\n{said}" for begin, end, said in cues) + "\n"
    )


def _cues(lines: list[str], field: str) -> list[tuple[int, int, str]]:
    cues: list[tuple[int, int, str]] = []
    at, before = 0, -1
    while at < len(lines):
        found = _CUE.match(lines[at].strip())
        at += 1
        if not found:
            continue
        begin, end = _milliseconds(found.groups()[:4]), _milliseconds(found.groups()[4:])
        if end <= begin or begin < before:
            raise Refused("bad_time", _("ช่วงเวลาในบรรทัดที่ %(line)s ไม่เรียงกัน กรุณาตรวจอีกครั้ง") % {"line": at}, field)
        said = []
        while at < len(lines) and lines[at].strip():
            said.append(lines[at].strip().replace("-->", "→"))
            at += 1
        if not said:
            raise Refused("no_words", _("ช่วงเวลาในบรรทัดที่ %(line)s ยังไม่มีข้อความ") % {"line": at}, field)
        cues.append((begin, end, "\n".join(said)))
        before = begin
    return cues


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _written(moment: int) -> str:
    seconds, rest = divmod(moment, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{rest:03d}"


def words_of(vtt: str) -> str:
    """What is said, without the times: a transcript to begin with."""
    return "\n".join(line for line in vtt.split("\n")[1:] if line and not _CUE.match(line))
