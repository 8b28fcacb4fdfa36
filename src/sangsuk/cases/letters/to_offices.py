"""First words of the letters to agencies and other centres. The complainant's name stands in them only when she said so."""

from sangsuk.papers.values import MEMO, ORDER, Letter

from .matter import GAP, Matter
from .to_citizens import letter

FOR_ACTION = "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ และแจ้งผลให้ทราบด้วย"
QUIET = "ทั้งนี้ ผู้ร้องไม่ประสงค์ให้เปิดเผยตัว ขอให้ใช้ข้อมูลนี้เพื่อแก้ไขปัญหาเท่านั้น และงดการสืบหาว่าผู้ร้องเป็นผู้ใด"
REQUESTS = ("request", "reminder_1", "reminder_2", "reminder_3")


def _about(matter: Matter) -> str:
    wish = f" และขอให้ช่วยเหลือ ดังนี้ {matter.wish}" if matter.wish else ""
    return (
        f"ด้วย{matter.head.name} ได้รับเรื่องเลขที่ {matter.number} เมื่อวันที่ {matter.told_on} จาก{matter.who()} ความว่า {matter.story}"
        f"{wish} สถานที่เกิดเหตุ {matter.place}"
    )


def _quiet(matter: Matter) -> str:
    return "" if matter.named or matter.case.identity == "none" else QUIET


def _agency(matter: Matter) -> str:
    return f"หัวหน้า{matter.agency}" if matter.agency else GAP


def _until(matter: Matter) -> str:
    return f"ภายในวันที่ {matter.answer_by}"


def request(matter: Matter) -> Letter:
    found, ask, told = matter.words("finding"), matter.words("instruction"), matter.words("citizen_told")
    return letter(
        matter, "ขอให้ตรวจสอบข้อเท็จจริงและดำเนินการ", _agency(matter), _about(matter),
        f"{matter.head.name} ตรวจสอบเบื้องต้นแล้วพบว่า {found}" if found else "",
        f"ในการนี้ ขอให้หน่วยงานของท่านดำเนินการ ดังนี้ {ask or 'ตรวจสอบข้อเท็จจริงและแก้ไขตามอำนาจหน้าที่'} "
        f"แล้วรายงานผลให้{matter.head.name} ทราบ{_until(matter)}",
        f"{matter.head.name} ได้แจ้งผู้ร้องไว้ว่า {told}" if told else "",
        _quiet(matter), FOR_ACTION,
    )  # fmt: skip


def _reminder(matter: Matter, nth: int) -> Letter:
    before = matter.earlier(*REQUESTS)
    hard = {
        1: f"จึงขอให้รายงานผลการดำเนินการให้ทราบ{_until(matter)}",
        2: f"เรื่องนี้ล่วงเลยกำหนดมาแล้ว และผู้ร้องยังรอคำตอบ จึงขอให้เร่งรายงานผล หรือแจ้งเหตุขัดข้องพร้อมวันที่จะแล้วเสร็จ {_until(matter)}",
        3: "เรื่องนี้ได้เตือนมาแล้วสองครั้ง หากยังไม่ได้รับรายงาน จะเสนอผู้บังคับบัญชาของท่านและผู้ว่าราชการจังหวัดเพื่อพิจารณาสั่งการต่อไป "
        f"จึงขอให้รายงานผลโดยด่วนที่สุด {_until(matter)}",
    }
    return letter(
        matter, f"ขอให้เร่งรายงานผลการดำเนินการ (ครั้งที่ {nth})", _agency(matter),
        f"ตามหนังสือที่อ้างถึง {matter.head.name} ขอให้หน่วยงานของท่านตรวจสอบและดำเนินการเรื่องเลขที่ {matter.number} "
        f"เกี่ยวกับ “{matter.case.gist}” นั้น",
        f"บัดนี้ {matter.head.name} ยังไม่ได้รับรายงานผล {hard[nth]}",
        FOR_ACTION, references=(before or GAP,), speed=("", "ด่วน", "ด่วนที่สุด")[nth - 1],
        copies=("ผู้บังคับบัญชาของหน่วยงาน",) if nth == 3 else (),
    )  # fmt: skip


def reminder_1(matter: Matter) -> Letter:
    return _reminder(matter, 1)


def reminder_2(matter: Matter) -> Letter:
    return _reminder(matter, 2)


def reminder_3(matter: Matter) -> Letter:
    return _reminder(matter, 3)


def escalation(matter: Matter) -> Letter:
    tried, obstacle, asked = matter.words("tried", "finding"), matter.words("obstacle"), matter.words("asked")
    told = matter.words("citizen_told")
    return letter(
        matter, "ขอให้พิจารณาเรื่องที่เกินอำนาจหน้าที่", f"หัวหน้า{matter.upper}" if matter.upper else GAP, _about(matter),
        f"{matter.head.name} ได้ตรวจสอบและดำเนินการแล้ว ดังนี้ {tried or GAP}",
        f"แต่ไม่อาจแก้ไขให้แล้วเสร็จได้ เพราะ {obstacle or GAP}",
        f"จึงขอให้พิจารณา {asked or GAP}",
        f"ทั้งนี้ ได้แจ้งผู้ร้องไว้ว่า {told}" if told else "", _quiet(matter), "จึงเรียนมาเพื่อโปรดพิจารณาสั่งการ",
        enclosures=("สำเนาสำนวนเรื่อง จำนวน 1 ชุด",), speed="ด่วน" if matter.case.urgency != "normal" else "",
    )  # fmt: skip


def hand_over(matter: Matter) -> Letter:
    found = matter.words("finding", "reason")
    return letter(
        matter, "ขอส่งเรื่องให้ดำเนินการตามอำนาจหน้าที่", matter.words("body") or _agency(matter), _about(matter),
        f"{matter.head.name} พิจารณาแล้วเห็นว่า {found or GAP}",
        "เรื่องนี้อยู่ในอำนาจหน้าที่ของหน่วยงานท่าน จึงขอส่งเรื่องมาเพื่อดำเนินการ ขอให้ยืนยันการรับเรื่องและแจ้งผลให้ผู้ร้องและ"
        f"{matter.head.name} ทราบ ระหว่างนี้ {matter.head.name} ยังดูแลเรื่องอยู่จนกว่าท่านจะยืนยันว่ารับไว้แล้ว",
        _quiet(matter), FOR_ACTION, enclosures=("รายละเอียดเรื่อง จำนวน 1 ฉบับ",),
    )  # fmt: skip


def order(matter: Matter) -> Letter:
    team, check = matter.words("team"), matter.words("to_check")
    return letter(
        matter, "ให้ลงพื้นที่ตรวจสอบข้อเท็จจริง", "",
        f"ด้วย{matter.head.name} ได้รับเรื่องเลขที่ {matter.number} เกี่ยวกับ “{matter.case.gist}” สถานที่เกิดเหตุ {matter.place} "
        "เพื่อให้ได้ข้อเท็จจริงครบถ้วนและช่วยเหลือประชาชนได้ทันเวลา จึงให้เจ้าหน้าที่ต่อไปนี้ลงพื้นที่ตรวจสอบ",
        team or GAP,
        f"ให้ผู้ได้รับคำสั่งตรวจสอบ ดังนี้ {check or GAP} แล้วรายงานผลพร้อมภาพถ่ายและจุดที่ตรวจ"
        f"{_until(matter)} การลงพื้นที่ต้องไม่เปิดเผยว่าผู้ร้องเป็นผู้ใด",
        layout=ORDER,
    )  # fmt: skip


def report(matter: Matter) -> Letter:
    seen, then = matter.words("findings", "finding"), matter.words("follow_up", "result")
    return letter(
        matter, f"รายงานผลการลงพื้นที่ตรวจสอบ เรื่องเลขที่ {matter.number}", f"หัวหน้า{matter.head.name}",
        f"ตามที่ได้มีคำสั่งให้ลงพื้นที่ตรวจสอบเรื่องเลขที่ {matter.number} เกี่ยวกับ “{matter.case.gist}” สถานที่เกิดเหตุ {matter.place} นั้น",
        f"ผู้ลงพื้นที่ {matter.words('team') or GAP} ได้ตรวจสอบแล้ว พบว่า {seen or GAP}",
        f"สิ่งที่ต้องดำเนินการต่อ {then or GAP}", "จึงเรียนมาเพื่อโปรดพิจารณา",
        layout=MEMO, closing="", references=tuple(filter(None, (matter.earlier("order"),))), position="ผู้รายงาน",
    )  # fmt: skip
