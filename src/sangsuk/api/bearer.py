"""Who holds the token: an official, acting for her office."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from sangsuk.accounts import tokens
from sangsuk.cases.standing import WORKING_ROLES
from sangsuk.common import limits
from sangsuk.common.errors import NotAllowed
from sangsuk.common.faces import range_of
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import NAMED_ONLY, Actor

from .problems import Unheard

CHANNEL = "api"
READS, WRITES, IDENTITY, REPORTS, FIGURES = tokens.SCOPES


class Asked(HttpRequest):
    """A request of an official."""

    auth: Actor


class ScopeMissing(NotAllowed):
    """The token is good, but was not made for this."""

    def __init__(self, scope: str) -> None:
        sentence = _("กุญแจนี้ไม่ได้เปิดให้ใช้กับเรื่องนี้ ต้องเป็นกุญแจที่มีสิทธิ %(scope)s") % {"scope": scope}
        super().__init__("scope_missing", sentence)
        self.scope = scope


class Token(HttpBearer):
    """`Authorization: Bearer ...` with a scope; `sangsuk token EMAIL --scope ...` prints one."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """Raises Unheard (401) for a wrong or old token, NotAllowed (403) for someone who works nowhere or a token that
        was made for other things, TooMany (429) for one, or an office, that asks too often."""
        known = tokens.known(token.strip(), now=timezone.now())
        if known is None:
            limits.check("api", range=range_of(request))
            raise Unheard(401, "bad_token", _("กุญแจนี้ใช้ไม่ได้หรือหมดอายุแล้ว กรุณาขอใหม่จากผู้ดูแลระบบ"))
        actor = offices.actor_for(known.user, CHANNEL)
        limits.check("api", token=str(known.token_id), office=actor.office_code if actor else "")
        if actor is None:
            raise NotAllowed("no_office", _("บัญชีนี้ยังไม่ได้สังกัดหน่วยงานใด กรุณาติดต่อผู้ดูแลระบบ"))
        if self.scope not in known.scopes:
            raise ScopeMissing(self.scope)
        if actor.role in NAMED_ONLY:
            raise NotAllowed("not_your_role", _("หน้าที่ของท่านในระบบไม่รวมถึงส่วนนี้"))
        return actor


def holder(request: HttpRequest, scope: str) -> Actor:
    """Who holds the token that came along, where none was needed. A wrong token is refused, not ignored."""
    actor = Token(scope)(request)
    if not isinstance(actor, Actor):
        raise Unheard(401, "no_token", _("หัวข้อ Authorization ต้องขึ้นต้นด้วยคำว่า Bearer"))
    return actor


def who_tells(request: HttpRequest) -> Actor:
    """A citizen, or the official who writes for her when a token comes along."""
    if "Authorization" not in request.headers:
        limits.check("tell_program", range=range_of(request))
        return Actor.citizen(CHANNEL)
    actor = holder(request, WRITES)
    if actor.role not in WORKING_ROLES:
        raise NotAllowed("not_your_role", _("หน้าที่ของท่านในระบบไม่รวมถึงการรับเรื่อง"))
    return actor
