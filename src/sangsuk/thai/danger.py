"""Words that sound like danger to life. A plain list that anyone can read and mend; it suggests, it decides nothing.

It is asked twice: to tell the writer at once whom to call, and to ask the officer whether the matter is urgent. Too often
is better here than too seldom.
"""

import re

from .normal import normalise

WORDS = (
    # somebody threatens, hits, holds
    "ขู่ฆ่า", "จะฆ่า", "ไล่ฆ่า", "ถูกฆ่า", "พยายามฆ่า", "ขู่จะยิง", "ถูกยิง", "ยิงปืน", "เอาปืน", "ถือปืน", "ถือมีด", "เอามีด", "ไล่ฟัน", "ไล่แทง",
    "ถูกแทง", "ถูกทำร้าย", "ทำร้ายร่างกาย", "ทุบตี", "ซ้อมเมีย", "ตบตี", "ข่มขืน", "ล่วงละเมิดทางเพศ", "อนาจาร", "ลวนลาม", "กักขัง", "ถูกขัง", "ถูกลักพา", "ลักพาตัว",
    "ค้ามนุษย์", "อุ้มหาย", "ปล้น", "วางเพลิง", "ระเบิด",
    # somebody may harm herself
    "ฆ่าตัวตาย", "อยากตาย", "ไม่อยากมีชีวิต", "ไม่อยากอยู่แล้ว", "กระโดดตึก", "ผูกคอ", "กินยาตาย",
    # somebody is hurt or ill
    "หมดสติ", "ไม่รู้สึกตัว", "หายใจไม่ออก", "เลือดออกมาก", "เลือดไหลไม่หยุด", "บาดเจ็บสาหัส", "อาการหนัก", "อาการสาหัส", "ใกล้คลอด", "ชักเกร็ง", "งูกัด",
    "จมน้ำ", "ไฟดูด", "ไฟช็อต", "ไม่มีอาหารกิน", "อดอาหาร", "ขาดน้ำดื่ม", "ยาหมด",
    # water, fire, earth
    "ติดอยู่บนหลังคา", "ติดบนหลังคา", "ติดอยู่ในบ้าน", "น้ำท่วมถึงหลังคา", "น้ำท่วมถึงคอ", "น้ำป่า", "น้ำหลาก", "ดินถล่ม", "ดินสไลด์", "ไฟไหม้บ้าน", "ไฟกำลังไหม้",
    "ไฟลาม", "เขื่อนแตก", "คันกั้นน้ำแตก", "สะพานขาด", "แก๊สรั่ว", "ก๊าซรั่ว", "สารเคมีรั่ว", "สายไฟขาด", "สายไฟตก", "ตึกถล่ม", "อาคารถล่ม", "ช้างทำร้าย",
)  # fmt: skip
_PLAIN = tuple(normalise(word) for word in WORDS)
_ENGLISH = re.compile(
    r"\b(kill|killed|suicide|rape|raped|gun|stabbed|beaten|unconscious|cannot breathe|drowning|trapped|gas leak|on fire)\b",
    re.IGNORECASE,
)


def sounds_dangerous(text: str) -> bool:
    """Whether somebody's life may be in danger, by what the text says."""
    plain = normalise(text)
    return any(word in plain for word in _PLAIN) or _ENGLISH.search(plain) is not None
