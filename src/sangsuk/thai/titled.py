"""Names after a title: นาย นาง นางสาว, ranks of police and army, academic and noble ones, monks. The title tells, words stop."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from .lists import listed
from .name_lists import Known, known, pieces

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
    r"|(?:(?<![0-9])(?<![0-9] )|(?=นา[ยง][ก-ฮเ-ไ]))(?P<noun>(?<!ท)(?<!ทำ)(?<!เจ้า)นาย|นาง|เด็กชาย|เด็กหญิง))"
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
    r"(?:ถนน|ซอย|วัด|อำเภอ|ตำบล|แขวง|เขต|หนอง|คลอง|บาง|ทุ่ง|กุด|โคก|ห้วย|ไส|หาด|ลำ|เส|โรงเรียน|ดอน|โนน|สะพาน|เกาะ|บางกอก|ถ้ำ|ขุนน้ำ|เดิมบาง|เจ้าแม่|[ถซตอ]\.)[ก-ฮ]{0,3}\s?$"
)
_ABBREVIATION = re.compile(r"(?:^|[^ก-๎])[ก-ฮ]\.?$")
_CLOCK_OR_MONTH = re.compile(r"[0-9] ?น\.$|[มกพสตธ]ี?ิ?\.[คพย]\.$|เม\.ย\.$")
RUN = re.compile(r"[ก-ฮเ-ไ][ก-ฮะ-ฺเ-ๅ็-๎]*")
_CONSONANTS = re.compile("[ก-ฮ]{1,3}")
SURNAME = re.compile(r"[ \xa0]{1,2}(?=[ก-ฮเ-ไ])")
_OF_PLACE = re.compile(r"[ \xa0]{0,2}ณ[ \xa0]{1,2}[ก-ฮเ-ไ][ก-ฮะ-ฺเ-ๅ็-๎]*")

_NOT_NAMES = listed("not_names")
_AFTER_NAMES = frozenset(["อายุ", "หรือ", "นาย", "นาง", "นางสาว"])
_VERBS_BEFORE = frozenset(["มี", "มา", "พา", "ตาม"])
_FIRST_IN_NAMES = frozenset(["มี", "มา", "พา", "ต่อ", "น้ำ", "เงิน", "ทุก", "พร้อม", "ชอบ"])
_VERBS_LAST = frozenset(["มี", "มา", "อยู่", "ช่วย", "สร้าง", "เลี้ยง", "ส่ง", "ได้", "ปลูก"])
_VERBS_WITHIN = frozenset(["มี", "มา", "ชอบ", "แจ้ง", "ช่วย", "คะ", "จะ", "นะ", "ตี", "ตาย"])
_STOPS = listed("stops")
_OMENS = listed("omens")
_ROLES = listed("roles")
_LONG_OMENS = tuple(omen for omen in _OMENS if len(omen) > 1)
_LONGEST_FIRST, _LONGEST_LISTED, _LONGEST_LAST, _LONGEST_WHOLE, _LONGEST_COINED = 20, 14, 26, 20, 10


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
    return run is not None and pieces(run.group())[0] in known().sure


def _everyday_next(text: str, start: int) -> bool:
    """'พลทหารกองทัพบก' and 'มิสเตอร์เตือนภัย' name nobody."""
    run = RUN.match(text, start, start + 20)
    return run is None or pieces(run.group())[0] in known().no_part


def _within_word(text: str, title: re.Match[str], words: list[str], at: list[int]) -> bool:
    """'มิถุนายน' holds no Mr., and สดร. is an institute."""
    begin = title.start()
    if "." in title.group() and _ABBREVIATION.search(text, max(0, begin - 3), begin):
        return _CLOCK_OR_MONTH.search(text, max(0, begin - 6), begin) is None
    n = bisect_right(at, begin) - 1
    if at[n] == begin:
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
    words = pieces(run.group())
    if (
        (_no_name(words) and not (titled and _before_family(words, text, run.end())))
        or (rank and words[0] in known().ends - known().given)
        or (noun and _compound(noun, text, start, run.end()))
    ):
        return 0
    length = min(sum(map(len, words)) if titled and _coined(words) else _given(words), _LONGEST_FIRST)
    if length < 2:
        return 0
    end = start + length
    of_place = _OF_PLACE.match(text, end)
    if of_place:
        return of_place.end()
    gap = SURNAME.match(text, end)
    if gap is None:
        return end
    family = family_end(text, gap.end())
    return _third_end(text, gap.end(), family) if family and titled and length <= 4 else family or end


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
    if last is None or len(last.group()) > 5 or not _STOPS.isdisjoint(pieces(last.group())):
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


def family_end(text: str, start: int) -> int:
    """Where the family name that begins here ends; 0 when what stands here is none."""
    last = RUN.match(text, start, start + _LONGEST_LAST + 20)
    more = _family(_without_sign(pieces(last.group()), text, last.end())) if last else 0
    return start + more if more >= 2 else 0


def _without_sign(words: list[str], text: str, end: int) -> list[str]:
    """'ชินวัตรบุตรสาวพ.ต.ท.': the letter before a full stop begins the next rank or office."""
    if len(words) > 1 and text[end : end + 1] == "." and _CONSONANTS.fullmatch(words[-1]):
        return words[:-1]
    return words


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
    alone = pieces(text[start:end])[0]
    if alone in known().sure or (alone in known().given and len(alone) == end - start > 2):
        return False
    first = pieces(text[start - len(noun) : end])[0]
    return len(first) > len(noun) and first in known().words and first not in known().given


def _given(words: list[str]) -> int:
    """How many signs of these words are the given name: a listed one with pieces that are no words, or, of one not
    listed, all up to the first everyday word."""
    lists = known()
    whole, length = words[0] in lists.sure, len(words[0])
    for n, word in enumerate(words[1:], 1):
        last = n == len(words) - 1 and word in lists.given and word not in _STOPS
        part = word in _OMENS or last or (word in lists.given and word not in lists.ends)
        if not part and (_ends(words, n, lists) or (whole and word in lists.words)):
            break
        if length + len(word) > (_LONGEST_FIRST if length < 4 else _LONGEST_LISTED):
            break
        length += len(word)
    return length


def _family(words: list[str]) -> int:
    """The same for a family name, most of which are made of words: all that stands together, if it is short enough to
    be one and no everyday verb or preposition is in it ("มี" is, but "มีสุข" is not); else up to the first such word."""
    lists = known()
    first = words[0]
    if first in lists.family and first not in _STOPS and len(words) == 1:
        return len(first)
    if len(words) > 1 and first not in _STOPS and (words[1] in _ROLES or words[1] == "อายุ"):
        return len(first)
    words = words[: next((n for n, word in enumerate(words) if n and word in _ROLES), len(words))]
    total = sum(map(len, words))
    stop = next((n for n, word in enumerate(words) if word in _STOPS and not _spared(words, n, total)), len(words))
    longest = (
        _LONGEST_WHOLE
        if stop == len(words)
        else 0
        if first in lists.ends and words[stop] not in _AFTER_NAMES
        else _LONGEST_LISTED
    )
    if 2 <= stop <= 6 and sum(map(len, words[:stop])) <= longest and not _sentence(words[:stop], lists):
        return sum(map(len, words[:stop]))
    kept = words[:1] if stop else []
    for n in range(1, stop):
        two = (
            n == 1
            and (stop == 2 or words[2] in lists.ends)
            and len(first + words[1]) <= 10
            and not (first in lists.ends and words[1] in lists.ends)
        )
        if (
            not two
            and words[n] in lists.no_part
            and (_ends(words, n, lists) or (first in lists.family and len(first) >= 4))
        ):
            break
        kept.append(words[n])
    while len("".join(kept)) > _LONGEST_LAST:
        kept.pop()
    if len(kept) == 1 and first not in lists.family and _everyday(first, lists, cut=len(words) > 1):
        return 0
    return len("".join(kept))


def _everyday(word: str, lists: Known, *, cut: bool) -> bool:
    """One word alone after a given name that is a deed or a thing, not a family name."""
    if word.startswith(_LONG_OMENS) and word not in _STOPS:
        return False
    return word in lists.ends or (cut and word in lists.words)


def _sentence(words: list[str], lists: Known) -> bool:
    plain = len(words) >= 3 and words[0] in lists.ends and all(w in lists.words and len(w) >= 3 for w in words)
    return plain and not any(len(word) >= 4 and word in _OMENS for word in words)


def _spared(words: list[str], n: int, total: int) -> bool:
    """มี-เพียร, ชิด-ชอบ, เอี่ยม-แจ้ง-พันธุ์: a few verbs are pieces of family names, if what is around them is no everyday word."""
    if _omen_after(words, n):
        return True
    if (
        words[n] not in (_VERBS_BEFORE if n == 0 else _VERBS_WITHIN)
        or not 2 <= len(words) <= 5
        or total > _LONGEST_LISTED
    ):
        return False
    others = words[:n] + words[n + 1 :]
    return all(len(w) <= 3 or w not in known().ends for w in others) and len(_STOPS.intersection(others)) < len(others)


def _omen_after(words: list[str], n: int) -> bool:
    """มี-สุข, ศรี-ช่วย: a verb is part of the name when a word of good omen is its neighbour."""
    if n == 0:
        return len(words) > 1 and words[1] in _OMENS
    return words[n - 1] in _OMENS and n == 1 and (len(words) == 2 or words[n] == "มา")


def _ends(words: list[str], n: int, lists: Known) -> bool:
    """An everyday word ends a name, but not a short one amid pieces that are no words: ประ-สุ-ตา-นนท์."""
    word = words[n]
    if word in _STOPS:
        return True
    if word not in lists.ends:
        return False
    around = words[n + 1 : n + 2] + (words[n - 1 : n] if n and n + 1 < len(words) else [])
    return len(word) >= 4 or not any(w not in lists.words or (len(w) < 3 and w not in lists.ends) for w in around)
