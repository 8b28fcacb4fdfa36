"""Names told by how their bearers are addressed: 'อ.กิตติพงษ์', 'รองฯ วิเชียร', 'มาดามหลิว'; monks by their Pali names."""

import re
from collections.abc import Iterator

from .family_ends import RUN
from .name_lists import known, run_pieces
from .titled import name_end

_PALI = (
    r"(?:ภิกขุ|ธัมโม|ธมฺโม|จิตฺโต|จิตโต|ปัญโญ|ปญฺโญ|ญาโณ|วโร|ธโร|กโร|สาโร|สีโล|ชโย|เตโช|เถโร|ปสาโท|โสภโณ|วัณโณ|คุโณ|ปภาโส|มหาเถระ)"
)
_MONK = re.compile(
    r"พระ(?<!วัดพระ)(?<!ถนนพระ)(?<!ซอยพระ)(?<!โรงเรียนพระ)(?:อาจารย์|มหา)?"
    rf"[ก-ฮเ-ไ][ก-๎]{{1,9}}?(?: [ก-ฮเ-ไ][ก-๎]{{1,8}}?)?{_PALI}(?!กาส)"
)
_BHIKKHU = re.compile(r"(?<!วัด)(?<!ถนน)(?<!ซอย)(?<![ก-๎])[ก-ฮเ-ไ][ก-๎]{1,14}ภิกขุ(?![ก-๎])")
_PHINTHU = re.compile(r"[ก-ฮเ-ไ][ก-๎]{1,11} [ก-ฮเ-ไ][ก-๎]{0,7}ฺ[ก-๎]{1,6}")
_TEACHER = re.compile(r"(?<![ก-๙.])อ\. ?(?=[ก-ฮเ-ไ])(?P<name>[ก-๎]++)(?! ?จ\.| ?จังหวัด)")
_DISTRICT_BEFORE = re.compile(r"ต\.[^ ]{2,24} ?$|ตำบล[^ ]{2,24} ?$")
_LADY = re.compile(r"(?:มาดาม|เจ้าหญิง|เจ้าชาย|จักรพรรดินี|จักรพรรดิ|ประธานาธิบดี|ปธน\.|ฯพณฯ) ?(?=[ก-ฮเ-ไ])")
_ADDRESS = re.compile(r"(?:ผู้ว่า(?:ราชการ)?ฯ?|รองฯ|นายกฯ|ปลัดฯ|รองนายกฯ|ประธานาธิบดี|ปธน\.|ผอ\.|ฯพณฯ|เสธ\.|มาดาม|ท่าน) ?$")
_LONGEST_ADDRESS = 14


def addressed_names(text: str) -> Iterator[tuple[int, int]]:
    # Each sign is looked for first: nearly no text holds one.
    for hit in _TEACHER.finditer(text) if "อ." in text else ():
        first = run_pieces(hit["name"])[0]
        if first in known().sure and not _DISTRICT_BEFORE.search(text, 0, hit.start()):
            yield hit.start(), name_end(text, hit.start("name")) or hit.end()
    for hit in _LADY.finditer(text) if _lady(text) else ():
        run = RUN.match(text, hit.end())
        if run and run_pieces(run.group())[0] not in known().no_part:
            end = name_end(text, hit.end(), titled=True)
            if end:
                yield hit.start(), end
    if "พระ" in text:
        yield from (hit.span() for hit in _MONK.finditer(text))
    if "ภิกขุ" in text:
        yield from (hit.span() for hit in _BHIKKHU.finditer(text))
    if "ฺ" in text:
        yield from (hit.span() for hit in _PHINTHU.finditer(text))


def _lady(text: str) -> bool:
    # Written out: it is asked of every text.
    return (
        "มาดาม" in text
        or "เจ้าห" in text
        or "เจ้าช" in text
        or "จักรพรรดิ" in text
        or "ธิบดี" in text
        or "ปธน" in text
        or "ฯพณ" in text
    )


def address_before(text: str, start: int) -> int:
    """'ผู้ว่าสมชาย', 'รองฯ วิเชียร': what somebody is called by goes with the name, as a title does."""
    hit = _ADDRESS.search(text, max(0, start - _LONGEST_ADDRESS), start)
    return hit.start() if hit else start
