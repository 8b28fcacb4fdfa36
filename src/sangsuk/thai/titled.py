"""Names after a title: นาย นาง นางสาว, ranks of police and army, academic and noble ones, monks. The title tells, words stop."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from .family_ends import APART, RUN, SURNAME, everyday_end, family_end
from .lists import listed
from .name_lists import known, run_pieces

_THREE_PART = (
    r"พล\.\s?(?:[ตทอรจ]\.){1,2}|พ\.ต\.[ตทอ]\.|ร\.ต\.[ตทอ]\.|[จส]\.[สตอ]\.[ตทอ]\.|พ\.จ\.[ตทอ]\.|จ\.[ตทอ]\."
    r"|พ\.อ\.[ตทอ]\.|[รน]\.[ทอ]\.[ตทอ]\.|ว่าที่\s?ร\.ต\."
)
_WRITTEN_OUT = (
    r"(?:ว่าที่\s?)?ร้อย(?:ตำรวจ)?(?:ตรี|โท|เอก)|พัน(?:ตำรวจ)?(?:ตรี|โท|เอก)|พล(?:ตำรวจ|อากาศ|เรือ)?(?:ตรี|โท|เอก|จัตวา)"
    r"|(?:นาวา|เรือ)(?:อากาศ)?(?:ตรี|โท|เอก)|จ่า(?:สิบ)?(?:ตำรวจ|ตรี|โท|เอก)|สิบตำรวจ(?:ตรี|โท|เอก)|(?:นาย)?ดาบตำรวจ"
    r"|นาย(?:สัตว|ทันต)?แพทย์|(?:ทันต|สัตว)?แพทย์หญิง|(?:รอง|ผู้ช่วย)?ศาสตราจารย์(?:\s?ดร\.)?|ดอกเตอร์"
)
_SHORT = r"[พรน]\.[ตทอ]\.|ส\.[ตอ]\.|ด\.ต\.|(?:(?:อ\.\s?(?=ดร))?(?:(?:[ผร]|(?<![ก-๎]))ศ\.\s?|นพ\.|น\.ส?พ\.|พ\.?ญ\.|ทพ\.|ภก\.|ภญ\.|(?<!ส)ดร\.))+"
_CALLING = r"พลทหาร|กัปตัน|มิสเตอร์|มิสซิส|บาทหลวง"
_NOBLE = r"ม\.\s?(?:ร\.\s?ว|ล|จ)\.|หม่อม(?:ราชวงศ์|หลวง|เจ้า)|คุณหญิง|ท่านผู้หญิง"
_MONK = r"ครูบา|พระ(?:ครู(?:ปลัด|สมุห์|ใบฎีกา|วินัยธร)?|มหา(?!ธาตุ|กษัตริย์|นคร|เจดีย์|ชนก)|อธิการ|อาจารย์|ปลัด|สมุห์|ใบฎีกา)|เจ้าอธิการ|สามเณร|แม่ชี|หลวง(?:พ่อ|ปู่|ตา|พี่)"
# "150 นาย" counts people. Boss and heroine, "ทนาย" and "ทำนาย" are no titles: นาย and นาง are looked at twice (`noun`), the others need no doubt.
_TITLE = re.compile(
    rf"(?:(?P<sure>นางสาว|น\.\s?ส\.(?!\s?[ตทอ]\.)|(?<!ส)ดร\.|ด\.\s?[ชญ]\.|(?:{_THREE_PART})"
    rf"|(?<![^นคพย]\.)(?<!รพ\.)(?:{_SHORT})|(?<![ก-๎.])(?:(?:นส|ดช|ดญ)\.?(?=\s?[ก-ฮเ-ไ]{{2}})))"
    rf"|(?P<rank>{_WRITTEN_OUT}|{_NOBLE}|{_MONK}|(?P<calling>{_CALLING}))"
    r"|(?:(?<![0-9])(?<![0-9] )|(?=นา[ยง][ก-ฮเ-ไ]))(?P<noun>(?<!ท)(?<!ทำ)(?<!เจ้า)นาย|นาง(?!สงกรานต์|นพมาศ)|เด็กชาย|เด็กหญิง))"
    rf"(?:หญิง|\s?คลินิก|\s?เกียรติคุณ|กิตติคุณ){{0,2}}(?:\s?(?:{_SHORT}))?\s{{0,2}}(?=[ก-ฮเ-ไ])"
)
# Where a title may begin; the long pattern is tried there only. Each choice begins with a letter of its own: that is looked
# for several times as quickly.
_SIGN = re.compile(
    r"น(?=า[ยงว]|ส|พ\.|\.\s?[สตทอญพ])|ด(?=\.\s?[ชญต]|ร\.|[ชญ]|าบ|อกเ)|เ(?=ด็ก[ชห]|รือ|จ้าอ)|พ(?=ระ|\.|ัน|ล[ต.ออโเรจท]|ญ)"
    r"|ร(?=้อย|\.|ศ|องศ)|จ(?=่า|\.)|ส(?=\.|ิบต|ัตวแ|ามเณร)|ม(?=\.|ิส[เซ])|ก(?=ัปตัน)|บ(?=าทหลวง)|ค(?=รูบา|ุณห)|ศ(?=\.|าสต)"
    r"|ผ(?=ศ|ู้ช่วยศ)|ท(?=พ\.|ันตแ|่านผ)|ภ(?=[กญ]\.)|แ(?=พทย์ห|ม่ชี)|ว(?=่าที่)|ห(?=ม่อม|ลวง)|อ(?=\.\s?ดร)"
)
_PLACE_BEFORE = re.compile(
    r"(?:(?<!ท้อง)ถนน|ซอย|วัด|อำเภอ|ตำบล|แขวง|เขต|หนอง|คลอง|บาง|ทุ่ง|กุด|โคก|ห้วย|ไส|หาด|ลำ|เส|โรงเรียน|ดอน|โนน|สะพาน|เกาะ|บางกอก|ถ้ำ|ขุนน้ำ|เดิมบาง|เจ้าแม่|[ถซตอ]\.)[ก-ฮ]{0,3}\s?$"
)
_ABBREVIATION = re.compile(r"(?:^|[^ก-๎])[ก-ฮ]\.?$")
_CLOCK_OR_MONTH = re.compile(r"[0-9] ?น\.$|[มกพสตธ]ี?ิ?\.[คพย]\.$|เม\.ย\.$")
_OF_PLACE = re.compile(r"[ \xa0]{0,2}ณ[ \xa0]{1,2}[ก-ฮเ-ไ][ก-ฮะ-ฺเ-ๅ็-๎]*")

_NOT_NAMES = listed("not_names")
_FIRST_IN_NAMES = frozenset(["มี", "มา", "พา", "ต่อ", "น้ำ", "เงิน", "ทุก", "พร้อม", "ชอบ"])
_VERBS_LAST = frozenset(["มี", "มา", "อยู่", "ช่วย", "สร้าง", "เลี้ยง", "ส่ง", "ได้", "ปลูก"])
_OFFICE_AFTER = re.compile(r" ?(?P<latin>\([A-Z])| (?P<office>[ก-ฮเ-ไ][ก-๎]{1,14})")
_STOPS = listed("stops")
_ROLES = listed("roles")
_OMENS = listed("omens")
_LONGEST_FIRST, _LONGEST_LISTED, _LONGEST_COINED, _LONGEST_GLUED = 20, 14, 10, 8


def titled_names(text: str, words: list[str], at: list[int]) -> Iterator[tuple[int, int]]:
    """`words` are the text's, beginning at the places `at`: a title within a word is none (มิถุนายน)."""
    done = 0
    for sign in _SIGN.finditer(text):
        title = _TITLE.match(text, sign.start()) if sign.start() >= done else None
        if title is None:
            continue
        begin, kind = title.start(), title.lastgroup or ""
        if _within_word(text, title, words, at):
            continue
        if _PLACE_BEFORE.search(text, max(0, begin - 14), begin) and not _sure_next(text, title.end()):
            continue
        if title["calling"] and _everyday_next(text, title.end()):
            continue
        end = name_end(text, title.end(), title[kind] if kind != "sure" else "", rank=kind == "rank", titled=True)
        if end:
            done = end
            yield begin, end


def _sure_next(text: str, start: int) -> bool:
    """'ปลัดอำเภอนายเอกภพ' is no place, 'อำเภอนายายอาม' is."""
    run = RUN.match(text, start, start + 20)
    return run is not None and run_pieces(run.group())[0] in known().sure


def _everyday_next(text: str, start: int) -> bool:
    """'พลทหารกองทัพบก' and 'มิสเตอร์เตือนภัย' name nobody."""
    run = RUN.match(text, start, start + 20)
    return run is None or run_pieces(run.group())[0] in known().no_part


def _within_word(text: str, title: re.Match[str], words: list[str], at: list[int]) -> bool:
    """'มิถุนายน' holds no Mr., and สดร. is an institute."""
    begin = title.start()
    if "." in title.group() and _ABBREVIATION.search(text, max(0, begin - 3), begin):
        return _CLOCK_OR_MONTH.search(text, max(0, begin - 6), begin) is None
    n = bisect_right(at, begin) - 1
    if at[n] == begin or (title["noun"] and text[title.end() - 1] == " " and _sure_next(text, title.end())):
        return False
    return at[n + 1] >= begin + 2 and words[n] in known().words


def name_end(text: str, start: int, noun: str = "", *, rank: bool = False, titled: bool = False) -> int:
    """Where the name that begins here ends, with its family name if one follows; 0 when it is no name.

    `noun`: the title, if it is a word that also says something else; then the two must not be one word. After a `rank`
    no everyday word may stand: 'พันเอก รวมถึงสื่อมวลชน' names nobody.
    """
    run = RUN.match(text, start, start + _LONGEST_FIRST + 20)
    if run is None:
        return 0
    words = run_pieces(run.group())
    if (
        (_no_name(words) and not (titled and _before_family(words, text, run.end())))
        or (rank and words[0] in known().ends - known().given)
        or (noun and _compound(noun, text, start, run.end()))
    ):
        return 0
    length = min(sum(map(len, words)) if titled and _coined(words) else _given(words), _LONGEST_FIRST)
    if length < 2:
        return 0
    end = run.end() if titled and _all_one(words, text, run.end()) else start + length
    of_place = _OF_PLACE.match(text, end)
    if of_place:
        return of_place.end()
    gap = SURNAME.match(text, end)
    if gap is None:
        return end
    family = family_end(text, gap.end(), titled=titled)
    if not family or not titled:
        return family or end
    return _third_end(text, gap.end(), family) if length <= 4 else _second_family_end(text, family)


def _all_one(words: list[str], text: str, end: int) -> bool:
    """'นิรันทร์ชัย บุญเจริญ', 'นรินทร์อ่ำแก้ว': a short run that stands alone, with a family name behind it or in it."""
    if text[end : end + 1] not in APART or len(words) < 2 or sum(map(len, words)) > _LONGEST_LISTED:
        return False
    if not _STOPS.isdisjoint(words) or not _ROLES.isdisjoint(words):
        return False
    if words[0] in known().sure:
        return 3 <= sum(map(len, words[1:])) <= _LONGEST_GLUED
    gap = SURNAME.match(text, end)
    return gap is not None and family_end(text, gap.end()) - gap.end() >= 4


def _second_family_end(text: str, end: int) -> int:
    """'มัลลิกา บุญงามตระกูล มหาโชค รองโฆษก': a third run, before brackets or before what somebody is."""
    gap = SURNAME.match(text, end)
    last = RUN.match(text, gap.end(), gap.end() + 20) if gap else None
    if last is None or not 4 <= len(last.group()) <= _LONGEST_COINED:
        return end
    follows = _OFFICE_AFTER.match(text, last.end())
    if follows is None:
        return end
    words = run_pieces(last.group())
    if words[0] in _NOT_NAMES or not _STOPS.isdisjoint(words) or not _ROLES.isdisjoint(words):
        return end
    return last.end() if follows.lastgroup == "latin" or run_pieces(follows["office"])[0] in _ROLES else end


def _before_family(words: list[str], text: str, end: int) -> bool:
    """'นายต่อบุญ พ่วงมหา', 'ดร.น้ำแท้ มีบุญสล้าง': an everyday word first, but short, and a family name follows."""
    if (
        not 2 <= len(words) <= 4
        or sum(map(len, words)) > _LONGEST_COINED
        or len(_STOPS.intersection(words) - _FIRST_IN_NAMES) > 0
    ):
        return False
    gap = SURNAME.match(text, end)
    return gap is not None and words[1] not in _NOT_NAMES and family_end(text, gap.end()) - gap.end() >= 4


def _third_end(text: str, start: int, end: int) -> int:
    """คิม จอง อิล, บัน คี มุน: three short words, each of which may say anything."""
    gap = SURNAME.match(text, end) if end - start <= 5 else None
    last = RUN.match(text, gap.end(), gap.end() + 20) if gap else None
    if last is None or len(last.group()) > 5 or not _STOPS.isdisjoint(run_pieces(last.group())):
        return end
    return end if last.group() in known().words and len(last.group()) > 3 else last.end()


def _coined(words: list[str]) -> bool:
    """A short run of pieces that say nothing together, of which the first is no name: เท-เร-ซา, สุ-นัย. All of it is one."""
    lists = known()
    if words[0] in lists.sure or not 2 <= len(words) <= 5 or sum(map(len, words)) > _LONGEST_COINED:
        return False
    if len(words) == 2 and words[0] in _OMENS and words[1] in _VERBS_LAST:
        return True
    stops = _STOPS.intersection(words[1:]) - ({"มี"} if len(words) > 2 and words[-1] == "มี" else set())
    return not stops and not all(word in lists.ends and len(word) >= 3 for word in words)


def _no_name(words: list[str]) -> bool:
    """A kind of person or an everyday word follows the title; but มา begins มาเรีย, whose rest is no word."""
    first, lists = words[0], known()
    if first in lists.sure or (len(words) > 1 and words[1] not in lists.words and len(first) < 4):
        return False
    return first in _NOT_NAMES or (first in _STOPS and first not in lists.given)


def _compound(noun: str, text: str, start: int, end: int) -> bool:
    """'นายอำเภอ' is one word of the dictionary and no Mr. Ampho; 'นายสมชาย' is two."""
    if text[start - len(noun) : start] != noun:
        return False
    alone = run_pieces(text[start:end])[0]
    if alone in known().sure or (alone in known().given and len(alone) == end - start > 2):
        return False
    first = run_pieces(text[start - len(noun) : end])[0]
    return len(first) > len(noun) and first in known().words and first not in known().given


def _given(words: list[str]) -> int:
    """How many signs of these words are the given name: a listed one with pieces that are no words, or, of one not
    listed, all up to the first everyday word."""
    lists = known()
    whole, length = words[0] in lists.sure, len(words[0])
    for n, word in enumerate(words[1:], 1):
        last = n == len(words) - 1 and word in lists.given and word not in _STOPS
        part = word in _OMENS or last or (word in lists.given and word not in lists.ends)
        if not part and (everyday_end(words, n, lists) or (whole and word in lists.words)):
            break
        if length + len(word) > (_LONGEST_FIRST if length < 4 else _LONGEST_LISTED):
            break
        length += len(word)
    return length
