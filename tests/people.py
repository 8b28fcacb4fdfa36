"""The same people in every test. All invented; telephone numbers are synthetic.

Somchai is a citizen. Malee is an officer at the district centre of Mueang Chiang Mai (5001), Suda her chief. Anan works
in another district (5002), Prasit at the province (5000), Orn in another province (3000), Nok at the ministry, Wichai at
the electricity authority of Chiang Mai, Kanya is a governor who looks, Preecha keeps the rules. Chaba makes the accounts of
5001, Daranee protects personal data, Uthai audits, Dao at the department reads and gathers stories, Jinda judges
them.
"""

from dataclasses import dataclass

from sangsuk.accounts.models import User
from sangsuk.cases.intake import Person
from sangsuk.offices import actions as offices
from sangsuk.offices import queries
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import Office

CITIZEN = Actor.citizen("web")
SOMCHAI = Person("สมชาย ใจดี (สมมติ)", "0815550101", "somchai@example.com")


@dataclass(frozen=True)
class Role:
    email: str
    name: str
    office: str
    role: str


STAFF = {
    "malee": Role("malee@example.com", "มาลี รักงาน", "5001", "officer"),
    "suda": Role("suda@example.com", "สุดา นำทาง", "5001", "chief"),
    "anan": Role("anan@example.com", "อนันต์ ต่างถิ่น", "5002", "officer"),
    "prasit": Role("prasit@example.com", "ประสิทธิ์ จังหวัด", "5000", "officer"),
    "orn": Role("orn@example.com", "อร อีสาน", "3000", "officer"),
    "nok": Role("nok@example.com", "นก กระทรวง", "MOI", "officer"),
    "wichai": Role("wichai@example.com", "วิชัย ไฟฟ้า", "50-electricity", "agency"),
    "kanya": Role("kanya@example.com", "กัญญา ผู้ว่า", "5000", "executive"),
    "preecha": Role("preecha@example.com", "ปรีชา ดูแลระบบ", "MOI", "operator"),
    "chaba": Role("chaba@example.com", "ชบา ดูแลบัญชี", "5001", "admin"),
    "daranee": Role("daranee@example.com", "ดารณี คุ้มครอง", "MOI", "dpo"),
    "uthai": Role("uthai@example.com", "อุทัย ตรวจสอบ", "MOI", "auditor"),
    "dao": Role("dao@example.com", "ดาว กรมปกครอง", "DOPA", "officer"),
    "jinda": Role("jinda@example.com", "จินดา กรรมการ", "MOI", "judge"),
}
KEEPERS = frozenset({"preecha", "chaba", "daranee", "uthai", "jinda"})
"""Those whose work is not cases."""
CLOSED = KEEPERS - {"preecha"}
"""Those who enter only where a door names them."""


def user(who: str) -> User:
    """The person's account, made when first asked for."""
    role = STAFF[who]
    found = User.objects.filter(email=role.email).first()
    if found is not None:
        return found
    made = User(email=role.email, name=role.name)
    made.set_password("correct horse 9")
    made.save()
    offices.appoint(made, Office.objects.get(code=role.office), role.role)
    return made


def actor(who: str, channel: str = "desk") -> Actor:
    found = queries.actor_for(user(who), channel)
    assert found is not None, who
    return found
