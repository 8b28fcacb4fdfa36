"""How the demo's moderators read a story: what they hide, whom they let stand, which few they do not pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sangsuk.stories.models import Story as Row
from sangsuk.stories.models import StoryText
from sangsuk.stories.moderation import answers, names, placing
from sangsuk.stories.moderation.answers import Answer, Answers
from sangsuk.stories.moderation.found import Proposal
from sangsuk.stories.moderation.grading import HOLD
from sangsuk.stories.moderation.masks import is_formal

from .story import Story

HIDDEN = ("จรูญ", "สุรางค์", "นายณัฐวุฒิ", "วิโรจน์", "เสี่ยป้อม", "คุณโจ", "ย่าปุ่น")
"""Names of people who were not asked."""

BY_HAND: Mapping[str, str] = {
    "ใช้ชื่อบุคคลหนึ่งมา": "ใช้ชื่อผู้ชายมา", "ร้านผมชื่อ หมี่เหลืองบุคคลหนึ่ง ข้างศาลเจ้าตลาดล่าง เบอร์ [เบอร์โทร] ": "ร้านผมอยู่ในตลาดนี้เอง ",
    "พี่ที่ชื่อ บุคคลหนึ่ง อ่าน": "เจ้าหน้าที่คนหนึ่งอ่าน", " ผม โทร [เบอร์โทร] [บ้านเลขที่] หลังโรงน้ำแข็ง": "", "ชื่อย่าปุ่น ชื่นบาน อยู่[บ้านเลขที่] ": "อยู่",
    "ยายแดง": "ยาย", "พี่ที่ชื่อ สุรางค์ ช่องห้า": "เจ้าหน้าที่คนหนึ่ง", "ชื่อคุณ เอก (ชื่อเล่น) นั่งโต๊ะใกล้ประตู ": "", "ชื่อย่าปุ่น ชื่นบาน ": "",
    "ซอยโรงสีเก่า": "ในซอยแห่งหนึ่ง", "หลังโรงน้ำแข็ง": "ในตัวอำเภอ", "เขาชื่อคุณวารี ป้ายชื่อเขียนไว้ ": "",
    "ตอนนี้ฉันเช่าอยู่หอสีครีม ซอยสี่ ข้างปั๊ม ชั้นสอง": "ตอนนี้ฉันมีที่อยู่ใหม่แล้ว", "หมี่เหลืองคุณโจ ข้างศาลเจ้าตลาดล่าง": "อยู่ในตลาด",
    "ให้โอนเข้าบัญชีชื่อ วิโรจน์ แก้วมณีใส ": "", "ชื่อในไลน์คือ เสี่ยป้อมการช่าง ": "", "โรงเรียนบ้านห้วยสายหมอก": "โรงเรียนของเรา",
    "ปลัดหนุ่มชื่ออรรถพล": "ปลัดหนุ่มคนหนึ่ง", "ชื่อคุณจงกล": "คนหนึ่ง", "ครูอาสาเพ็ญพักตร์": "ครูอาสาคนหนึ่ง", "ปลัดก้องภพ": "ปลัดคนหนึ่ง",
    "หมวดสันติ": "ผู้หมวดคนหนึ่ง", "คุณยุพา เจ้าหน้าที่": "เจ้าหน้าที่", "ปลัดมณฑา": "ปลัดคนเดิม", "ชื่อคุณหมัด": "คนหนึ่ง", "คนหนึ่งชื่อคุณเหมียว": "คนหนึ่ง",
    "คนหนึ่งชื่อเจ้าหน้าที่ท่านหนึ่ง": "คนหนึ่ง", "ชื่อเจ้าหน้าที่ท่านหนึ่ง": "ท่านหนึ่ง", "เจ้าหน้าที่ท่านหนึ่งอำเภอที่ดู": "เจ้าหน้าที่อำเภอท่านหนึ่งที่ดู",
    "แม่บ้านชื่อสังเวียน": "แม่บ้านคนหนึ่ง", "พี่ต้อม เจ้าหน้าที่": "พี่เจ้าหน้าที่", "ชื่อพี่หน่อย": "คนหนึ่ง", "ครูอุบล": "ครูท่านหนึ่ง", "ชื่อคุณสมร": "คนหนึ่ง",
}  # fmt: skip
"""What the machine does not find and a person does: addresses in words, nicknames, a small school."""

SOMEBODY = "เจ้าหน้าที่คนหนึ่ง"
WHY_SHOWN = "อ่านแล้วเห็นว่าคนในพื้นที่อาจเดาได้ แต่เป็นเรื่องดีที่ผู้เล่าและครอบครัวยินดีให้รู้"
REJECTED: Mapping[str, tuple[str, str]] = {
    "twin:figures": ("twice", "เราได้รับเรื่องเดียวกันนี้จากท่านแล้วเมื่อไม่กี่วันก่อน และเผยแพร่ไปแล้ว จึงขอเก็บไว้เรื่องเดียว"),
    "bribe": ("accusation", "เรื่องนี้สำคัญและควรได้รับการตรวจสอบ ไม่ใช่เพียงเผยแพร่ ท่านแจ้งเป็นเรื่องร้องเรียนได้โดยอำเภอนั้นจะไม่เห็นชื่อของท่าน"),
}  # fmt: skip
"""By mark: of twins the second one, of the others each."""

LANES: Mapping[str, tuple[str, int, str]] = {
    "threat": ("duty", 5, "โทรหาผู้เล่าแล้ว ทุกคนปลอดภัย ประสานตำรวจให้สายตรวจแวะดูบ้านทุกคืน และส่งเรื่องบ่อนให้จังหวัดโดยไม่มีชื่อผู้เล่า"),
    "self-harm": ("duty", 5, "โทรหาผู้เล่าแล้ว วันนี้มีคนอยู่ด้วยและพบแพทย์ตามนัด ให้เบอร์ 1323 และนัดโทรหาอีกครั้งพรุ่งนี้"),
    "bribe": ("careful", 4, ""),
}  # fmt: skip
"""By mark: the lane that a person puts it in, how severe, and what the duty officer did."""


@dataclass(frozen=True)
class Reading:
    """What a moderator decides after one look: marks to write down (None: nothing found), and what may be shown."""

    marks: dict[str, Any] | None
    shown: dict[str, Any]


def read(row: Row, story: Story, *, now: datetime) -> Reading:
    """The look of the machine, answered as a careful person would."""
    told = StoryText(no=1, title=story.title, text=story.text)
    look = placing.look(told.title, told.text, tone=story.tone, now=now)
    may = names.of(row, look.proposals, now=now) if "named" in story.marks else answers.NOBODY
    given = {one.key: answers.CONSENTED if one.key in may.may else _answer(one, story) for one in look.masks}
    marks = answers.tidied(look.proposals, {key: (choice, "") for key, choice in given.items()}, of=told.no, names=may)
    answered = Answers({key: Answer(choice) for key, choice in given.items()}, {}, may)
    title, text = answers.draft(told, look.proposals, answered)
    shown = {"severity": _severity(story), "title_shown": by_hand(title, story), "text_shown": by_hand(text, story)}
    if look.anonymity.level == HOLD:
        shown["why"] = WHY_SHOWN
    return Reading(marks if given else None, shown)


def by_hand(text: str, story: Story) -> str:
    """A thanked official who was not asked yet is read of by nobody."""
    for words, instead in BY_HAND.items():
        text = text.replace(words, instead)
    return text.replace(story.praised, SOMEBODY) if story.praised and "named" not in story.marks else text


def _severity(story: Story) -> int:
    """Of praise nothing; a wish, or displeased where more was expected; unless the story says otherwise."""
    if story.grade is not None:
        return story.grade
    of_tone = 0 if story.tone == "positive" else 2 if story.expects == "below" else 1
    return max([of_tone, *(LANES[mark][1] for mark in story.marks if mark in LANES)])


def _answer(one: Proposal, story: Story) -> str:
    """Data go, and names of people; of a thanked official too, who was not asked yet. What is no name stays."""
    found = placing.compose(story.title, story.text)[one.start : one.end]
    praised = story.praised.removeprefix("คุณ").removeprefix("ปลัด").removeprefix("พี่")
    thanked = bool(praised) and praised.split()[0] in found
    if one.why == "data" or thanked or is_formal(one.name) or any(name in found for name in HIDDEN):
        return answers.TAKE
    return answers.NOT_IT
