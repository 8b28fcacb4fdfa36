"""Who holds the token: an official, acting for her office."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from sangsuk.accounts import queries as accounts
from sangsuk.cases.standing import WORKING_ROLES
from sangsuk.common.errors import NotAllowed
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import NAMED_ONLY, Actor

from .problems import Unheard

CHANNEL = "api"


class Asked(HttpRequest):
    """A request of an official."""

    auth: Actor


class Token(HttpBearer):
    """`Authorization: Bearer ...`; `sangsuk token EMAIL` prints one."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """Raises Unheard (401) for a wrong or old token, NotAllowed (403) for someone who works nowhere."""
        user = accounts.user_by_token(token.strip(), now=timezone.now())
        if user is None:
            raise Unheard(401, "bad_token", _("กุญแจนี้ใช้ไม่ได้หรือหมดอายุแล้ว กรุณาขอใหม่จากผู้ดูแลระบบ"))
        actor = offices.actor_for(user, CHANNEL)
        if actor is None:
            raise NotAllowed("no_office", _("บัญชีนี้ยังไม่ได้สังกัดหน่วยงานใด กรุณาติดต่อผู้ดูแลระบบ"))
        if actor.role in NAMED_ONLY:
            raise NotAllowed("not_your_role", _("หน้าที่ของท่านในระบบไม่รวมถึงส่วนนี้"))
        return actor


def who_tells(request: HttpRequest) -> Actor:
    """A citizen, or the official who writes for her when a token comes along. A wrong token is refused, not ignored."""
    if "Authorization" not in request.headers:
        return Actor.citizen(CHANNEL)
    actor = Token()(request)
    if not isinstance(actor, Actor):
        raise Unheard(401, "no_token", _("หัวข้อ Authorization ต้องขึ้นต้นด้วยคำว่า Bearer"))
    if actor.role not in WORKING_ROLES:
        raise NotAllowed("not_your_role", _("หน้าที่ของท่านในระบบไม่รวมถึงการรับเรื่อง"))
    return actor
