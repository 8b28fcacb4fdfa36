"""What is said with the moves that are less usual: visits, relief, referrals, meetings, refusals, and short answers."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sangsuk.cases.models import Case
from sangsuk.thai.dates import bangkok_date

from .staff import Staff

if TYPE_CHECKING:
    from .making import Matter

TOLD = (
    "แจ้งผู้ร้องทางโทรศัพท์แล้วว่าจะให้หน่วยงานเข้าตรวจภายในสัปดาห์นี้ และอำเภอจะดูแลจนเสร็จ",
    "บอกผู้ร้องแล้วว่าเรื่องนี้ต้องใช้ช่างเฉพาะทาง และจะแจ้งวันเข้าพื้นที่ให้ทราบก่อน",
    "คุยกับผู้ร้องแล้ว เข้าใจขั้นตอน และขอให้โทรนัดก่อนเข้าตรวจ",
)
FOUND = (
    "ปลัดอำเภอลงไปดูที่{spot}แล้ว เป็นจริงตามที่แจ้ง มีผู้ได้รับผลกระทบราว {n} ครัวเรือน",
    "โทรสอบถามผู้ใหญ่บ้านหมู่ {moo} แล้ว ยืนยันว่าเกิดขึ้น{since} และยังไม่มีหน่วยงานใดเข้ามา",
    "ตรวจประวัติแล้ว จุดนี้เคยแก้ไขเมื่อปีก่อน แต่แก้เฉพาะหน้า ปัญหาจึงกลับมาอีก",
)
ADVICE = (
    (
        "สอบถามว่าทำบัตรประชาชนหาย ต้องแจ้งความก่อนหรือไม่",
        "ไม่ต้องแจ้งความ ไปที่ว่าการอำเภอหรือสำนักทะเบียนใดก็ได้ทั่วประเทศ ค่าธรรมเนียม 100 บาท รอรับได้เลย",
    ),
    (
        "ถามเรื่องโอนที่ดินให้ลูก ต้องเตรียมอะไรบ้าง",
        "ยื่นที่สำนักงานที่ดินที่ที่ดินตั้งอยู่ นำโฉนดตัวจริง บัตรประชาชนของทั้งสองฝ่าย และทะเบียนบ้านไปด้วย ค่าโอนให้บุตรร้อยละ 0.5",
    ),
    (
        "ขอคำปรึกษา เพื่อนบ้านปลูกต้นไม้รุกล้ำรั้วบ้านเรา ทำอย่างไรได้บ้าง",
        "กิ่งที่ล้ำเข้ามาขอให้เจ้าของตัดก่อน ถ้าไม่ตัดในเวลาอันสมควร ตัดเองได้ตามประมวลกฎหมายแพ่งฯ มาตรา 1347 หรือให้อำเภอไกล่เกลี่ยให้ก็ได้",
    ),
    (
        "อยากทราบว่าขึ้นทะเบียนเบี้ยยังชีพผู้สูงอายุได้เมื่อไร",
        "ผู้ที่อายุครบ 60 ปี ลงทะเบียนได้ที่ อบต. หรือเทศบาลตามทะเบียนบ้าน นำบัตรประชาชนและสมุดบัญชีไปด้วย",
    ),
    (
        "ถูกทวงหนี้ตอนสี่ทุ่มทุกคืน แบบนี้ผิดกฎหมายไหม",
        "ผิด พ.ร.บ.การทวงถามหนี้ พ.ศ. 2558 ให้ทวงได้ 08.00–20.00 น. ในวันทำการ ถ้าต้องการร้องเรียน เรารับเรื่องให้ได้ทันที",
    ),
    (
        "ขอทราบวันและเวลาที่หน่วยบริการเคลื่อนที่จะมาที่ตำบล",
        "หน่วยเคลื่อนที่ออกทุกวันพุธสัปดาห์ที่สามของเดือน ที่ศาลากลางบ้านหมู่ 4 เวลา 09.00–12.00 น. ทำบัตรและรับเรื่องร้องทุกข์ได้",
    ),
)


def advice_for(chance: Random) -> tuple[str, str]:
    return chance.choice(ADVICE)


def _say(matter: "Matter", chance: Random, sentences: tuple[str, ...]) -> str:
    return matter.told.fill(chance.choice(sentences))


def found(matter: "Matter", chance: Random) -> str:
    return _say(matter, chance, FOUND)


def told(matter: "Matter", chance: Random) -> str:
    return _say(matter, chance, TOLD)


def _visit(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    return {
        "team": "ปลัดอำเภอ ผู้ใหญ่บ้าน และช่างของเทศบาล",
        "to_check": _say(matter, chance, ("ดูสภาพจริงที่{spot} และถามผู้เดือดร้อนใกล้เคียง",)),
    }


def _visited(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    return {"findings": found(matter, chance), "follow_up": "ให้หน่วยงานเข้าแก้ไขภายในเจ็ดวัน และถ่ายรูปรายงาน"}


def _relief(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    kind, text, baht = chance.choice(
        (
            ("goods", "มอบถุงยังชีพและน้ำดื่ม", 700),
            ("money", "จ่ายเงินช่วยเหลือเฉพาะหน้า", 3000),
            ("repair", "ซ่อมหลังคาที่เสียหาย", 4500),
        )
    )
    homes = chance.randint(1, 12)
    return {
        "relief_kind": kind,
        "text": text,
        "giver": "ที่ว่าการอำเภอร่วมกับกิ่งกาชาด",
        "baht": baht * homes,
        "households": homes,
    }


def _meeting(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    day = bangkok_date(matter.at) + timedelta(days=7)
    return {
        "meets_on": day.isoformat(),
        "agenda": "แก้ปัญหาให้จบในคราวเดียว",
        "members": "เทศบาล ชลประทาน แขวงทางหลวง ผู้นำชุมชน",
    }


def _into(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    case = matter.case
    rows = Case.objects.filter(office=case.office_id, closed_at=None).exclude(pk=case.pk)
    rows = rows.filter(secrecy=case.secrecy, accused=case.accused, accused_people=case.accused_people)
    other = rows.order_by("-id").first()
    return {"into": other.number if other else "", "reason": "ผู้แจ้งสองรายพูดถึงจุดเดียวกันในวันเดียวกัน"}


def _apart(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    """The case that this one was linked with."""
    linked = matter.case.events.filter(move="link").order_by("-seq").values_list("data__into", flat=True).first()
    return {"into": linked or "", "comment": "ลงไปดูแล้ว คนละจุดกัน"}


def _colleague(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    return {"assignee": staff.of(matter.case.office_id).user_id, "reason": "ช่วยตรวจเอกสารของเรื่องนี้"}


def _accused(matter: "Matter", chance: Random, staff: Staff) -> dict[str, Any]:
    return {"accused_office": matter.case.office_id, "reason": "ผู้ร้องเล่าเพิ่มว่าเจ้าหน้าที่ของอำเภอเกี่ยวข้องด้วย"}


def _fixed(**data: Any) -> Callable[["Matter", Random, Staff], dict[str, Any]]:
    return lambda matter, chance, staff: dict(data)


DEEDS: dict[str, Callable[["Matter", Random, Staff], dict[str, Any]]] = {
    "order_visit": _visit,
    "report_visit": _visited,
    "cancel_visit": _fixed(reason="ฝนตกหนัก ทางเข้าขาด เลื่อนไปเมื่อน้ำลด"),
    "relieve": _relief,
    "meet": _meeting,
    "minutes": _fixed(minutes="ที่ประชุมตกลงให้เทศบาลแก้เฉพาะหน้าในสัปดาห์นี้ และให้หน่วยงานเจ้าของพื้นที่ตั้งงบแก้ถาวรในปีถัดไป"),
    "classify": _fixed(urgency="urgent", service_class="general", nature="distress"),
    "checklist": _fixed(
        checks={"substance": "yes", "in_court": "no", "decided": "no", "own_remedy": "no", "answered": "yes"}
    ),
    "refuse": _fixed(
        refusal_reason="answered",
        answer="เรื่องนี้อำเภอตรวจสอบและตอบท่านเป็นที่สุดแล้วเมื่อปีก่อน ครั้งนี้ยังไม่มีข้อเท็จจริงใหม่ ถ้าท่านมีหลักฐานเพิ่ม ส่งมาได้เสมอ เราจะเปิดพิจารณาให้",
    ),
    "appeal": _fixed(text="มีหลักฐานใหม่ เป็นภาพถ่ายเมื่ออาทิตย์ก่อน ขอให้จังหวัดช่วยดูอีกครั้ง"),
    "suspend": _fixed(suspend_reason="court", reason="คู่กรณีฟ้องศาลแล้ว ศาลนัดเดือนหน้า ระหว่างนี้เราทำแทนศาลไม่ได้"),
    "resume": _fixed(reason="คู่กรณีถอนฟ้องแล้ว อำเภอจึงดำเนินการต่อให้"),
    "direct": _fixed(text="ให้ลงพื้นที่ภายในวันพรุ่งนี้และรายงานจังหวัดก่อนสี่โมงเย็น"),
    "refer": _fixed(
        body="สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด",
        reason="ครอบครัวมีผู้สูงอายุติดเตียงและไม่มีรายได้",
        citizen_told="จะมีเจ้าหน้าที่ พม. ติดต่อท่านภายในสัปดาห์นี้",
        body_kind="welfare",
    ),  # fmt: skip
    "refer_out": _fixed(
        body="สำนักงานคณะกรรมการคุ้มครองผู้บริโภค",
        finding="ตรวจสัญญาแล้วเป็นข้อพิพาทกับผู้ขายนอกพื้นที่ อำเภอไม่มีอำนาจเรียกคู่กรณี",
        reason="อยู่ในอำนาจของ สคบ. โดยตรง",
        citizen_told="เราส่งเอกสารทั้งหมดให้ สคบ. แล้ว ท่านไม่ต้องยื่นใหม่",
        body_kind="consumer",
    ),  # fmt: skip
    "referral_answer": _fixed(outcome="accepted", text="รับเรื่องไว้แล้ว และจะติดต่อผู้ร้องภายในห้าวัน"),
    "ask_other": _fixed(other_kind="witness", to_whom="ผู้ใหญ่บ้านในพื้นที่", text="เหตุเกิดบ่อยแค่ไหน และมีใครเดือดร้อนอีกบ้าง"),
    "other_answers": _fixed(text="เกิดมาแล้วสามครั้งในปีนี้ มีบ้านใกล้เคียงเดือดร้อนอีกหลายหลัง"),
    "chase": _fixed(text="ครบกำหนดแล้ว ขอให้แจ้งความคืบหน้าภายในวันศุกร์นี้"),
    "object": _fixed(text="ช่างมาแล้วแต่ยังไม่หาย วันนี้เป็นอีก"),
    "disapprove": _fixed(reason="ขอให้เพิ่มผลการลงพื้นที่ก่อนตอบผู้ร้อง"),
    "seal": _fixed(secrecy="secret", reason="ผู้ร้องกลัวถูกกลั่นแกล้ง ขอให้ทราบเฉพาะผู้เกี่ยวข้อง"),
    "entrust": _colleague,
    "ask_unseal": _fixed(reason="ผู้ร้องแจ้งว่ายินดีให้หน่วยงานที่เกี่ยวข้องทราบ"),
    "keep_sealed": _fixed(reason="พยานยังอยู่ในพื้นที่ ควรปิดผนึกต่อไปก่อน"),
    "unseal": _fixed(reason="อ่านแล้วเห็นด้วย ไม่มีข้อมูลที่เป็นอันตรายต่อผู้ร้อง"),
    "accuse": _accused,
    "link": _into,
    "unlink": _apart,
    "merge": _into,
    "unmerge": _fixed(reason="ลงพื้นที่แล้วพบว่าเป็นคนละจุดกัน"),
    "to_mediation": _fixed(reason="ทั้งสองฝ่ายอยากตกลงกันเอง ขอให้อำเภอเป็นคนกลาง"),
    "mediation_ends": _fixed(outcome="settled", result="ตกลงกันได้ ทั้งสองฝ่ายลงชื่อในสัญญาประนีประนอมที่ที่ว่าการอำเภอแล้ว"),
}
