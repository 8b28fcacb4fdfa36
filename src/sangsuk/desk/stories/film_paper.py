"""The release that somebody signs before she is filmed, as paper."""

from django.urls import reverse
from django.utils.translation import gettext as _

from sangsuk.papers.codes import picture
from sangsuk.papers.values import Slip
from sangsuk.stories.films import releases, words
from sangsuk.stories.models import Film
from sangsuk.stories.models.films import FilmPerson


def release_paper(film: Film, person: FilmPerson, key: str, *, site: str) -> Slip:
    """What she allows, what she may do later, and the key with which she takes it back without asking anybody."""
    address = site.rstrip("/") + reverse("public:release")
    facts = [
        (_("ภาพยนตร์"), film.title), (_("ปรากฏเป็น"), person.part), (_("ชื่อและนามสกุล"), releases.name_of(person)),
        (_("รหัสของหนังสือนี้"), key),
    ]  # fmt: skip
    if person.is_minor:
        facts.append((_("ผู้ปกครอง"), releases.guardian_of(person)))
    uses = "   ".join(f"☐ {label}" for label in words.RELEASE_USES.values())
    body = [
        _("ข้าพเจ้าอนุญาตให้กรมการปกครองถ่ายภาพและบันทึกเสียงของข้าพเจ้าในภาพยนตร์เรื่องนี้ และเผยแพร่ในสื่อที่ข้าพเจ้าทำเครื่องหมายไว้"), uses,
        _("ข้าพเจ้าเข้าใจว่าไม่อนุญาตก็ได้ และไม่มีผลต่อการรับบริการใด ๆ"),
        _("ข้าพเจ้าถอนคำอนุญาตได้ทุกเมื่อ โดยเปิด %(address)s แล้วใส่รหัสของหนังสือ ภาพยนตร์จะหยุดเผยแพร่บนเว็บไซต์นี้ทันที และกรมจะนำออกจากช่องทางอื่น")
        % {"address": address},
        _("ลงชื่อ ........................................ วันที่ ...................."),
    ]  # fmt: skip
    if person.is_minor:
        body.append(_("ผู้ปกครองลงชื่อ ........................................ วันที่ ...................."))
    return Slip(
        title=_("หนังสืออนุญาตให้ถ่ายภาพและเสียง"), office=(_("กรมการปกครอง กระทรวงมหาดไทย"),), facts=tuple(facts),
        body="\n\n".join(body), code=picture(address), under_code=_("สแกนเพื่อดูหรือถอนคำอนุญาต"),
    )  # fmt: skip
