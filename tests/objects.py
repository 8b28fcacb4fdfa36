"""Rows that are no cases but have an address of their own: each belongs to district 5001, to Malee, or to a citizen who signed in.

One of each, so that every address finds something. Used by the table of addresses and by the walk through two worlds.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import ordering
import storytelling
from factories import MONDAY, client_id
from people import CITIZEN, actor, user
from sangsuk import thai
from sangsuk.accounts import actions as accounts
from sangsuk.accounts import mock
from sangsuk.accounts.models import Token, User
from sangsuk.cases import drafts, letters, overseeing, seconding
from sangsuk.cases.daily import absences, batches, filters, replies
from sangsuk.cases.mine import delegating, keeping
from sangsuk.cases.models import Case
from sangsuk.flagships.coverage.actions import say
from sangsuk.flagships.models import Entry, EntryFlag, Project, Sheet
from sangsuk.flagships.periods import Period
from sangsuk.flagships.reporting import opening
from sangsuk.ledger import actions as ledger
from sangsuk.ledger.models import Reading, ReadingAlarm
from sangsuk.notifications import hooks
from sangsuk.offices import posts
from sangsuk.offices.models import VillagePost
from sangsuk.orders import actions as actions_of_orders
from sangsuk.orders.news import actions as actions_of_news
from sangsuk.privacy import disclosures
from sangsuk.privacy.breaches import actions as breaches
from sangsuk.privacy.models import Batch
from sangsuk.privacy.requests import actions as requests
from sangsuk.privacy.requests.queries import Told
from sangsuk.privacy.retention import holds

PROMISE = "ระบบทดสอบของสำนักงาน"


@dataclass
class Rows:
    """Values for the parts of addresses, by the beginning of the route and the name of the part."""

    found: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, route: str, name: str) -> str | None:
        fits = [start for start, part in self.found if part == name and route.startswith(start)]
        return self.found[max(fits, key=len), name] if fits else None

    def put(self, start: str, name: str, value: Any) -> None:
        self.found[start, name] = str(value)


def citizen(name: str) -> User:
    return User.objects.create(kind="citizen", name=name)


def of_citizen(rows: Rows, owner: User, other: User, cases: list[Case], now: datetime) -> None:
    """She keeps these cases in her list, lets the other look at the first, and is a kamnan."""
    for case in cases:
        keeping.keep(owner.pk, case)
    code = delegating.invite(
        owner.pk,
        name=owner.name,
        case=cases[0],
        power="look",
        until=thai.bangkok_date(now) + timedelta(days=30),
        now=now,
    )
    rows.put("me/family/", "delegation_id", delegating.accept(code, user_id=other.pk, name=other.name, now=now).pk)
    post = posts.appoint(
        by=actor("suda"), post="kamnan", area_code="500107", number=mock.PEOPLE["sommai"].pid, name=owner.name,
        valid_from=thai.bangkok_date(now) - timedelta(days=9), valid_to=None, order_no="ที่ 1/2569", now=now,
    )  # fmt: skip
    VillagePost.objects.filter(pk=post.pk).update(user=owner)
    rows.put("desk/villages/", "post_id", post.pk)
    rows.put("me/village/", "post_id", post.pk)
    rows.put("tell/", "token", drafts.start(description="ไฟทางดับทั้งซอย", now=now).token)


def of_stories(rows: Rows, n: int) -> None:
    """A published story of the office of 5001: for everybody, and for who has its key."""
    campaign = storytelling.campaign()
    story = storytelling.published(n, campaign=campaign.code)
    rows.put("stories/", "code", story.code)
    rows.put("stories/mine/", "code", story.code)
    rows.put("stories/campaigns/", "code", campaign.code)
    rows.put("stories/campaigns/", "campaign", campaign.code)


def of_orders(rows: Rows) -> None:
    """An order of the department to 5001 that is out, and a press release of the department."""
    by = actor("dao")
    order = actions_of_orders.begin(ordering.GIVEN, by=by)
    for name in ("send", "sign"):
        order = actions_of_orders.move(order, name, by=by, data=ordering.OWN)
    rows.put("desk/orders/", "pk", order.pk)
    news = actions_of_news.begin(ordering.NEWS, by=by)
    news = actions_of_news.move(news, "send", by=by)
    actions_of_news.move(news, "approve", by=actor("nok"))
    rows.put("desk/news/", "pk", news.pk)
    for name, value in (("office", "DOPA"), ("year", news.year_be), ("running", news.running)):
        rows.put("news/", name, value)


def of_office(rows: Rows, told: Case, now: datetime) -> None:
    """What Malee and her chief keep for themselves and for their office."""
    malee, suda, today = actor("malee"), actor("suda"), thai.bangkok_date(now)
    rows.put("desk/filters/", "filter_id", filters.save("ค้างนาน", {"tab": "late"}, by=malee, now=now).pk)
    away = absences.arrange(
        user_id=user("malee").pk, deputy_id=user("suda").pk, from_on=today + timedelta(days=9),
        to_on=today + timedelta(days=10), by=malee, now=now,
    )  # fmt: skip
    rows.put("desk/away/", "absence_id", away.pk)
    accounts.issue_token(user("malee"), label=PROMISE, now=now)
    rows.put("desk/account/tokens/", "token_id", Token.objects.get(label=PROMISE).pk)
    words = replies.Words("note", "text", "โทรแล้ว", "โทรหาผู้ใหญ่บ้านแล้ว")
    rows.put("desk/replies/", "code", replies.write(words, by=malee, now=now).code)
    batch = batches.prepare(client_id(700), "note", {told.number: told.version}, {"text": "ตรวจแล้ว"}, by=malee, now=now)
    rows.put("desk/bulk/", "client_id", batch.client_id)
    hook, _secret = hooks.register(
        "5001", "https://hook.example.go.th/sangsuk", kinds=list(hooks.KINDS), label="", by_id=suda.user_id,
        by_name=suda.name, now=now,
    )  # fmt: skip
    rows.put("desk/webhooks/", "hook_id", hook.pk)
    letter = letters.start(told, "acknowledgement", by=malee, now=now)
    rows.put("desk/cases/", "letter_id", letter.pk)


def of_privacy(
    rows: Rows, told: Case, who: str, now: datetime, *, asked: bool = True, end: datetime | None = None
) -> None:
    """What somebody of the desk writes down for the officer of data protection about this case; and a look at it.

    `asked`: she who told asks for her own data too; that reaches the officer, also one whom the case accuses."""
    by = actor(who)
    if asked:
        row = requests.begin("access", Told(text="ขอดูข้อมูล"), by=CITIZEN, case=told, identity="key", now=now)
        rows.put("desk/privacy/requests/", "pk", row.pk)
        rows.put("track/", "pk", row.pk)
    given = {"body": "สำนักงาน ป.ป.ช.", "ground": "nacc", "reference": "ปช 0012/45", "what": "ชื่อและเบอร์ของผู้ร้อง"}
    rows.put("desk/privacy/disclosures/", "pk", disclosures.ask(told, **given, by=by, now=now).pk)
    rows.put("desk/privacy/holds/", "pk", holds.begin(told, ground="in_court", reason="คดียังไม่จบ", by=by, now=now).pk)
    seen = ledger.Standing(family=True)
    ledger.record_reading(told.number, by=by, fields=["name"], reason="โทรนัดลงพื้นที่", now=now, standing=seen)
    look = Reading.objects.latest("pk")
    Reading.objects.filter(pk=look.pk).update(code="2345ABCD")  # else drawn by lot
    overseeing.find_due(now)
    alarm = ReadingAlarm.objects.get(readings__contains=[look.pk])
    rows.put("desk/readings/", "alarm_id", alarm.pk)
    second = seconding.ask(told, by, fields=["name"], reason="โทรนัดลงพื้นที่", now=end or now)
    rows.put("desk/readings/second/", "look_id", second.pk)


def of_everybody(rows: Rows, now: datetime) -> None:
    """What names no case: an accident that the district told, and what the rules say is to be forgotten."""
    told = breaches.record("ส่งรายชื่อผู้ร้องให้เทศบาลผิดแห่ง", by=actor("malee"), known_at=now, now=now)
    rows.put("desk/privacy/breaches/", "pk", told.pk)
    batch = Batch.objects.create(
        rule="story", target="story", action="anonymise", until=now, found=1, status="proposed", made_at=now
    )
    rows.put("desk/privacy/keeping/", "pk", batch.pk)


def of_flagships(rows: Rows) -> None:
    """The programme that comes with the product, one of its projects, and what the district says of it."""
    say(Project.objects.get(pk="f2564_06"), "5001", "start", by=actor("malee"), data={"since_on": date(2021, 1, 15)})
    rows.put("desk/flagships/programmes/", "code", "f2564")
    rows.put("desk/flagships/programmes/", "name", "close")
    for start in ("flagships/", "desk/flagships/projects/", "desk/flagships/quarterly/"):
        rows.put(start, "code", "f2564_06")
    rows.put("desk/flagships/projects/", "framework", "sdg_goal")
    rows.put("desk/flagships/quarterly/", "kind", "xlsx")
    rows.put("desk/flagships/coverage/", "code", "5001")
    rows.put("desk/flagships/coverage/", "project", "f2564_06")
    rows.put("desk/flagships/coverage/", "name", "see")
    rows.put("desk/flagships/coverage/file", "kind", "csv")
    month = Period(date(2021, 1, 1), "month")
    opening.open_for("f2564", month, "district", ["5001"], now=MONDAY)
    sheet = Sheet.objects.get(area_code="5001", period="month", starts_on=month.starts_on)
    for start in ("desk/flagships/sheets/", "desk/flagships/phone/"):
        rows.put(start, "pk", sheet.pk)
        rows.put(start, "indicator", "f2564_01.activities")
        rows.put(start, "sha256", "0" * 64)
    rows.put("desk/flagships/sheets/", "name", "ready")
    rows.put("desk/flagships/sheets/", "province", "50")
    rows.put("me/village/", "sheet_id", sheet.pk)
    rows.put("flagships/indicators/", "code", "f2564_01.activities")
    for face in ("", "desk/"):
        for page in ("passport", "change"):
            rows.put(f"{face}flagships/{page}/", "code", "f2564_01.activities")
        for page in ("passport", "change", "figures"):
            rows.put(f"{face}flagships/{page}/", "area", "50")
            rows.put(f"{face}flagships/{page}/", "period", "FY2021")
    number = Entry.objects.create(
        sheet=sheet,
        indicator_id="f2564_01.activities",
        area_code="5001",
        period="month",
        starts_on=month.starts_on,
        number=7,
    )
    question = EntryFlag.objects.create(
        entry=number, rule="copied", seq=0, facts={"number": "7", "times": 3}, raised_at=MONDAY
    )
    rows.put("desk/flagships/questions/", "pk", question.pk)
