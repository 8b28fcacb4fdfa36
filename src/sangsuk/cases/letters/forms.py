"""First words of what is filled in and signed by several: the form that goes with a case."""

from sangsuk.papers.values import Sheet, Signature

from .matter import GAP, Matter

BLANK = "………………………………………"
"""For a pen: it may stay when the paper is issued."""


def service_link(matter: Matter) -> Sheet:
    """แบบส่งต่อเรื่อง: what goes to the unit that serves on, with a slip for its answer."""
    ask = matter.words("instruction", "asked") or GAP
    facts = (
        ("เลขที่เรื่อง", matter.number), ("วันที่รับเรื่อง", matter.told_on), ("ประเภทเรื่อง", matter.category or "ยังไม่ระบุ"),
        ("ผู้ร้อง", matter.who()), ("สถานที่เกิดเหตุ", matter.place), ("เรื่องที่แจ้ง", matter.story),
        ("สิ่งที่ขอให้ช่วย", matter.wish or "–"), ("ศูนย์ตรวจพบ", matter.words("finding")),
        ("ขอให้หน่วยงานดำเนินการ", ask), ("แจ้งผู้ร้องไว้ว่า", matter.words("citizen_told")),
        ("ส่งถึง", matter.words("body") or matter.agency or GAP), ("ขอทราบผลภายใน", matter.answer_by),
        ("ผลการดำเนินการ (หน่วยงานกรอก)", f"{BLANK}\n{BLANK}"),
    )  # fmt: skip
    return Sheet(
        title="แบบรับและส่งต่อเรื่อง (Service Link)", office=matter.head.office,
        facts=tuple(fact for fact in facts if fact[1]),
        signatures=(Signature("ผู้ส่งเรื่อง"), Signature("ผู้รับเรื่อง วันที่ ……………………")),
    )  # fmt: skip
