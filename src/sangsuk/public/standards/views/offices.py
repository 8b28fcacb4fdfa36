"""What everybody may read of an office: where it stands, whether one gets in, what citizens say, and whether a certificate
is true. Offices stand in the order of their codes; nobody is ranked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.common.errors import Missing
from sangsuk.places import queries as places
from sangsuk.standards import certificates, queries, results, rules, saying, surveying, words
from sangsuk.standards.marking import Line
from sangsuk.stories.naming import office_called
from sangsuk.thai import bangkok_date

from ...doors import checked, open_door
from ...views.failures import page


def _language() -> str:
    return get_language() or "th"


@open_door
@require_safe
def country(request: HttpRequest) -> HttpResponse:
    """The provinces, to find one's office in."""
    here = queries.districts_by_province()
    rows = sorted((places.title(code, _language()), code, many) for code, many in here.items())
    return page(request, "public/standards/country.html", {"rows": rows})


@open_door
@require_safe
def province(request: HttpRequest, province_code: str) -> HttpResponse:
    if province_code not in queries.districts_by_province():
        raise Missing("no_province", _("ไม่พบจังหวัดนี้"))
    found = queries.of_province(province_code, today=bangkok_date(timezone.now()))
    rows = [
        (office_called(one.code, _language()), one, one.band.name(_language()) if one.band else "") for one in found
    ]
    context = {"title": places.title(province_code, _language()), "rows": rows}
    return page(request, "public/standards/province.html", context)


@open_door
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Its standing, its accessibility, its survey, its certificate."""
    card, today = surveying.place(code), bangkok_date(timezone.now())
    standing, access = queries.standing_of(card.code), queries.access_of(card.code)
    context: dict[str, Any] = {
        "place": office_called(card.code, _language()), "area": places.title(card.province_code, _language()),
        "code": card.code, "province_code": card.province_code,
        "quarters": saying.quarters([one for one in results.of_office(card.code, today=today) if one.estimate], _language()),
    }  # fmt: skip
    if standing is not None:
        band, before = standing.band, standing.before
        context |= {
            "standing": standing, "band": band.name(_language()) if band else "", "form": standing.assessment.form.title(_language()),
            "change": _change(standing), "before_band": _band_name(before.band) if before else "",
            "certificate_holds": standing.certificate is not None and standing.certificate.valid_until >= today,
        }  # fmt: skip
    if access is not None:
        context |= {"access": access, "facts": [_fact(line, verified=access.verified) for line in access.sheet.lines]}
    return page(request, "public/standards/office.html", context)


def _band_name(code: str) -> str:
    band = rules.band(code)
    return band.name(_language()) if band else ""


def _change(standing: queries.Standing) -> str:
    """Against its own time before, never against others."""
    if standing.before is None or standing.before.final is None or standing.assessment.final is None:
        return ""
    if standing.before.band == standing.assessment.band:
        return _("อยู่ในระดับเดิม")
    better = standing.assessment.final > standing.before.final
    return _("ดีขึ้นจากครั้งก่อน") if better else _("ลดลงจากครั้งก่อน")


def _fact(line: Line, *, verified: bool) -> tuple[str, str, str]:
    """What is looked at, what there is, and how good that is: full, some, none."""
    one = line.criterion
    value, points = (line.answer.stands, line.stands) if verified else (line.answer.value, line.claimed)
    level = "none" if not points else "full" if points == one.most else "some"
    if one.kind == words.YES_NO:
        return one.text(_language()), _("มี") if value == [1] else _("ยังไม่มี"), level
    parts = [one.part(at, _language()) for at in sorted(value or [])]
    return one.text(_language()), ", ".join(parts) or _("ยังไม่มี"), level


@open_door
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    found = checked(request, certificates.verified, code, today=bangkok_date(timezone.now()))
    context = {
        "found": found, "called": office_called(found.office_code, _language()), "band": _band_name(found.band),
        "issuer": places.title(found.issuer_code[:2], _language()), "score": f"{found.score:.2f}".rstrip("0").rstrip("."),
    }  # fmt: skip
    return page(request, "public/standards/certificate.html", context)
