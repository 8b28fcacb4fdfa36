"""The officials of the demo world. All invented; the addresses end in `.example`, which nobody can own (RFC 2606)."""

from dataclasses import dataclass
from datetime import date
from random import Random

from django.contrib.auth.hashers import make_password

from sangsuk.accounts.models import User
from sangsuk.offices import actions as offices
from sangsuk.offices import queries
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import Office

PASSWORD = "sangsuk-demo"
SINCE = date(2018, 10, 1)
"""They have worked there for some years: also on the days of which the demo world tells."""

FIRST = (
    "มาลี", "สุดา", "อนันต์", "ประสิทธิ์", "วิชัย", "กัญญา", "ปรีชา", "นภา", "สมพร", "วันดี", "ธีระ", "พิมพ์ใจ", "อรทัย", "ชาญ",
    "ดวงใจ", "บุญส่ง", "เกศินี", "ณรงค์", "ลัดดา", "ภูวดล", "สายฝน", "ทศพล", "จันทร์เพ็ญ", "วีระ", "อำไพ", "กฤษณ์", "นารี", "สมคิด",
)  # fmt: skip
LAST = (
    "ใจสว่าง", "นาดี", "ทองแท้", "รักถิ่น", "ศรีเรือน", "พงษ์งาม", "บัวหลวง", "ตั้งมั่น", "แสงเดือน", "คงทน", "สุขใจ", "ดอนแก้ว",
)  # fmt: skip


@dataclass(frozen=True)
class Post:
    local: str
    name: str
    office: str
    role: str

    @property
    def email(self) -> str:
        return f"{self.local}@{self.office.lower()}.sangsuk.example"


HEADLINERS = (
    Post("nok", "นก ใจกว้าง", "MOI", "officer"),
    Post("preecha", "ปรีชา ดูแลดี", "MOI", "operator"),
    Post("prasit", "ประสิทธิ์ จังหวัดใจดี", "5000", "officer"),
    Post("kanya", "กัญญา มองไกล", "5000", "executive"),
    Post("malee", "มาลี รักงาน", "5001", "officer"),
    Post("suda", "สุดา นำทาง", "5001", "chief"),
    Post("wichai", "วิชัย ไฟสว่าง", "50-electricity", "agency"),
    Post("daranee", "ดารณี รักษาข้อมูล", "MOI", "dpo"),
    Post("chaba", "ชบา ดูแลบัญชี", "5001", "admin"),
    Post("samart", "สามารถ ตรวจตรา", "MOI", "auditor"),
    Post("dao", "ดาว ฟังเรื่องเล่า", "DOPA", "officer"),
    Post("jinda", "จินดา ตัดสินเป็นธรรม", "DOPA", "judge"),
)
"""The people of the tour, always there and always with these names."""

OF_STORIES = (
    Post("thawin", "ถวิล รับผิดชอบ", "DOPA", "chief"),
    Post("orathai", "อรทัย จัดประกวด", "DOPA", "officer"),
    Post("phitsamai", "พิศมัย ทำหนัง", "DOPA", "officer"),
    Post("wasan", "วสันต์ ฟังสองข้าง", "DOPA", "judge"),
    Post("malai", "มาลัย ใจเที่ยง", "DOPA", "judge"),
    Post("kamphon", "กำพล อ่านละเอียด", "DOPA", "judge"),
    Post("suphap", "สุภาพ ชั่งตรอง", "DOPA", "judge"),
)
"""Who reads, gathers and judges stories at the department, beside Dao and Jinda."""

JUDGES = tuple(post for post in (*HEADLINERS, *OF_STORIES) if post.role == "judge")

FOCUS = ("5001", "3001", "9001", "1901")
"""Mueang Chiang Mai, Mueang Nakhon Ratchasima, Mueang Songkhla, Mueang Saraburi: where most of the matters are."""


class Staff:
    """Everybody who works, by office; made when first asked for."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._hash = make_password(PASSWORD)  # one hash for all: a demo password protects nothing
        self._actors: dict[tuple[str, str], Actor] = {}
        for post in (*HEADLINERS, *OF_STORIES):
            self._hire(post)

    def of(self, office_code: str, role: str = "") -> Actor:
        """Who works there: an officer at a centre, somebody at an agency."""
        role = role or ("officer" if queries.office(office_code).is_centre else "agency")
        found = self._actors.get((office_code, role))
        return found or self._hire(Post(f"{role}", self._name(), office_code, role))

    def _name(self) -> str:
        return f"{self._chance.choice(FIRST)} {self._chance.choice(LAST)}"

    def _hire(self, post: Post) -> Actor:
        made_so = {"name": f"{post.name} (สมมติ)", "password": self._hash, "is_demo": True}
        user, made = User.objects.get_or_create(email=post.email, defaults=made_so)
        if made:
            offices.appoint(user, Office.objects.get(code=post.office), post.role, valid_from=SINCE)
        actor = queries.actor_for(user, "desk", office_code=post.office)
        if actor is None:
            raise LookupError(f"{post.email} has no place to work")
        self._actors.setdefault((post.office, post.role), actor)
        return actor
