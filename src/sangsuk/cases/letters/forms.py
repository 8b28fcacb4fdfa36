"""First words of what is filled in and signed by several: the form that goes with a case, and what two sides agree on."""

from sangsuk.papers.values import Sheet, Signature

from .matter import GAP, NAME, Matter, day

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


def settlement(matter: Matter) -> Sheet:
    """สัญญาประนีประนอมยอมความ: the frame; what was agreed is for the parties and the officer to say."""
    first = NAME if matter.named or matter.reachable else BLANK
    where = matter.head.office[1] if len(matter.head.office) > 1 else matter.head.name
    return Sheet(
        title="สัญญาประนีประนอมยอมความ", office=matter.head.office,
        facts=(("เลขที่เรื่อง", matter.number), ("เรื่อง", matter.category or matter.case.gist)),
        body="\n".join((
            f"สัญญานี้ทำขึ้น ณ {where} เมื่อวันที่ {day(matter.today)} ระหว่าง {first} ฝ่ายหนึ่ง กับ {BLANK} อีกฝ่ายหนึ่ง",
            f"ทั้งสองฝ่ายมีข้อพิพาทกันเกี่ยวกับ “{matter.case.gist}” และสมัครใจตกลงระงับข้อพิพาทต่อหน้าผู้ไกล่เกลี่ย มีข้อตกลงดังต่อไปนี้",
            f"ข้อ 1 {GAP}", f"ข้อ 2 {GAP}",
            "ข้อ 3 ทั้งสองฝ่ายจะปฏิบัติตามข้อตกลงนี้ให้ครบถ้วน และไม่ติดใจเรียกร้องต่อกันในเรื่องนี้อีก",
            "ทั้งสองฝ่ายได้อ่านและเข้าใจข้อความในสัญญานี้โดยตลอดแล้ว เห็นว่าถูกต้องตรงตามความประสงค์ จึงลงลายมือชื่อไว้เป็นหลักฐานต่อหน้าผู้ไกล่เกลี่ยและพยาน",
        )),
        signatures=(
            Signature("ผู้ร้อง"), Signature("คู่กรณี"), Signature("ผู้ไกล่เกลี่ย"), Signature("ผู้ไกล่เกลี่ย"),
            Signature("พยาน"), Signature("พยาน"),
        ),
    )  # fmt: skip
