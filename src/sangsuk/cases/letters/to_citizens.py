"""First words of the letters to the complainant. Plain and polite: who does what by when; the officer may change all of it."""

from sangsuk import thai
from sangsuk.catalog import axes
from sangsuk.catalog import queries as catalog
from sangsuk.papers.values import Letter

from ..mediation import words as mediating
from ..models import Mediation
from .matter import GAP, NAME, Matter

ASK = "สอบถามเพิ่มเติมได้ที่สายด่วน 1567 หรือที่ศูนย์ตามที่อยู่ข้างต้น"
FOR_NOTICE = "จึงเรียนมาเพื่อโปรดทราบ"


def letter(matter: Matter, subject: str, addressee: str, *body: str, **more: object) -> Letter:
    """A draft under the head of the office; empty paragraphs fall out."""
    values: dict[str, object] = {
        "subject": subject, "addressee": addressee, "body": "\n".join(part for part in body if part),
        "office": matter.head.office, "owner": matter.head.owner, "position": matter.head.signer,
    }  # fmt: skip
    return Letter(**(values | more))  # type: ignore[arg-type]


def _told(matter: Matter) -> str:
    return f"ตามที่ท่านได้แจ้งเรื่องต่อ{matter.head.name} เมื่อวันที่ {matter.told_on} เลขที่เรื่อง {matter.number} ความว่า “{matter.case.gist}” นั้น"


def acknowledgement(matter: Matter) -> Letter:
    by_when = f"และจะแจ้งความคืบหน้าให้ท่านทราบภายในวันที่ {matter.answer_by}" if matter.case.is_open else ""
    return letter(
        matter, "รับเรื่องไว้ดำเนินการแล้ว", NAME, _told(matter),
        f"{matter.head.name} ได้รับเรื่องของท่านไว้แล้ว {by_when}".rstrip(),
        "ท่านดูความคืบหน้าได้ทุกเวลาด้วยเลขที่เรื่องและรหัสลับที่ได้รับในวันแจ้งเรื่อง " + ASK, FOR_NOTICE,
    )  # fmt: skip


def result(matter: Matter) -> Letter:
    found, done = matter.words("finding"), matter.words("answer", "result")
    return letter(
        matter, "แจ้งผลการดำเนินการเรื่องที่ท่านแจ้งไว้", NAME, _told(matter),
        f"{matter.head.name} ได้ตรวจสอบแล้วพบว่า {found}" if found else "",
        f"ผลการดำเนินการ คือ {done or GAP}",
        f"{_if_not_solved(matter)} {ASK}".strip(), FOR_NOTICE,
    )  # fmt: skip


def refusal(matter: Matter) -> Letter:
    """The reason in plain words, the rule it stands on, and where she can go with it."""
    terms = catalog.all_terms(axes.REFUSAL)
    term = terms.get(str(matter.case.refusal_code or matter.said.get("refusal_reason", "")))
    why = term.say_th if term else GAP
    basis = f"ทั้งนี้ เป็นไปตาม{term.basis_th}" if term and term.basis_th else ""
    return letter(
        matter, "ไม่สามารถรับเรื่องไว้พิจารณาได้", NAME, _told(matter),
        f"{matter.head.name} พิจารณาแล้วไม่สามารถรับเรื่องนี้ไว้พิจารณาได้ เพราะ{why}", basis, matter.words("answer"),
        f"{_appeal(matter) if term is None or term.can_appeal else ''} {ASK}".strip(), FOR_NOTICE,
    )  # fmt: skip


def invitation(matter: Matter) -> Letter:
    return letter(
        matter, "ขอเชิญประชุมไกล่เกลี่ย", NAME if matter.reachable else GAP,
        f"ด้วย{matter.head.name} ได้รับเรื่องเลขที่ {matter.number} เมื่อวันที่ {matter.told_on} เกี่ยวกับ “{matter.category or matter.case.gist}” "
        "และเห็นว่าเรื่องนี้อาจตกลงกันได้ด้วยการไกล่เกลี่ย",
        f"จึงขอเชิญท่าน{_appointment(matter)}",
        "การไกล่เกลี่ยจะทำได้เมื่อทุกฝ่ายสมัครใจ ท่านจะยกเลิกเมื่อใดก็ได้ และไม่มีการบันทึกภาพหรือเสียง หากมาตามวันนัดไม่ได้ ขอให้แจ้งล่วงหน้า "
        "เพื่อกำหนดวันใหม่",
        ASK, "จึงเรียนมาเพื่อโปรดพิจารณา",
    )  # fmt: skip


def _appointment(matter: Matter) -> str:
    """When and where, as the docket has it."""
    hall = matter.head.office[1] if len(matter.head.office) > 1 else GAP
    docket = Mediation.objects.open().filter(case=matter.case, session_at__isnull=False).first()
    if docket is None or docket.session_at is None:
        return f"มาพบในวันที่ {GAP} เวลา {GAP} น. ณ {hall}"
    how = "พบกันทางออนไลน์" if docket.session_mode == mediating.ONLINE else "มาพบ"
    at = thai.time_in(docket.session_at, "th")
    return f"{how}ใน{thai.thai_date(docket.session_at, 'full')} เวลา {at} {f'ที่ {docket.session_place}' if docket.session_place else f'ณ {hall}'}"


def _if_not_solved(matter: Matter) -> str:
    if not matter.case.is_open:
        return _appeal(matter)
    return f"หากท่านเห็นว่าเรื่องยังไม่เรียบร้อย ขอให้แจ้ง{matter.head.name} เราจะดำเนินการต่อ"


def _appeal(matter: Matter) -> str:
    if not matter.upper:
        return ""
    until = f"ภายในวันที่ {matter.appeal}" if matter.appeal else f"ภายในวันที่ {GAP}"
    return f"หากท่านไม่เห็นด้วย ท่านมีสิทธิขอให้{matter.upper} พิจารณาเรื่องนี้อีกครั้งได้ {until}"
