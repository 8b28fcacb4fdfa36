"""Praised people of an office: their own word, their certificates, the yearly list; and what looks arranged."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sangsuk.cases.files import accept_with_papers
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.uploads import taken
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.papers import printing
from sangsuk.stories import naming
from sangsuk.stories.models import Praised, RingFlag
from sangsuk.stories.models.recognition import OWN_ACCOUNT, PAPER
from sangsuk.stories.recognition import asking, certificates, people, yearly

from ...doors import (
    WORKING,
    DeskRequest,
    came_too_late,
    desk,
    language,
)
from ...views.letters import paper_of
from ...views.reports import XLSX
from ..answers_forms import (
    CertificateForm,
    DecideForm,
    PaperConsentForm,
    WhyForm,
    YearForm,
)
from ..parts import story_page

AT, AT_RINGS = "recognition", "rings"


def _office(request: DeskRequest) -> str:
    """One's own, or with `?office=` one below. Raises NotAllowed where somebody else's is asked for."""
    wanted = request.GET.get("office", "") or request.actor.office_code
    card = offices.known().get(wanted)
    if card is None or card.kind != "district" or not people.may_read(wanted, request.actor):
        raise NotAllowed("not_your_office", _("รายชื่อนี้เปิดได้เฉพาะที่ว่าการอำเภอนั้นและจังหวัด"))
    return wanted


def below(actor: Actor) -> list[tuple[str, str, bool]]:
    """The districts of a province, for its own people, and whether somebody is praised there."""
    if actor.office_level != "province":
        return []
    cards = offices.directory().values()
    under = [c.code for c in cards if c.kind == "district" and people.may_read(c.code, actor)]
    has = people.with_somebody(under, actor)
    return [(code, naming.office_called(code, language()), code in has) for code in sorted(under)]


@desk(roles=WORKING)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """In the order of when they were first praised: nobody stands above another."""
    under = below(request.actor)
    if under and not request.GET.get("office"):
        return story_page(request, "desk/stories/recognition/list.html", {"under": under}, at=AT)
    office = _office(request)
    rows = [
        (
            one, people.name_of(one, request.actor), [praise.story for praise in one.praises.all()],
            people.taken_back_at(one), [paper for paper in one.certificates.all() if paper.revoked_at is None],
        )
        for one in people.of_office(office, request.actor)
    ]  # fmt: skip
    context = {
        "rows": rows, "under": under, "office": office, "called": naming.office_called(office, language()),
        "year": YearForm(initial={"year": YearForm.present(timezone.now())}),
        "appraises": people.may_appraise(office, request.actor),
    }  # fmt: skip
    return story_page(request, "desk/stories/recognition/list.html", context, at=AT)


def _show(request: DeskRequest, one: Praised, *, status: int = 200, **more: Any) -> HttpResponse:
    actor = request.actor
    context = {
        "one": one, "name": people.name_of(one, actor), "consent": people.consent_of(one), "taken_back": people.taken_back_at(one),
        "called": naming.office_called(one.office_id, language()),
        "praises": people.live_to(actor).filter(praised=one).select_related("story").order_by("matched_at"),
        "papers": one.certificates.order_by("-issued_at"), "own": one.user_id == actor.user_id,
        "office": actor.office_code == one.office_id, "chief": actor.role == "chief" and actor.office_code == one.office_id,
        "paper_form": PaperConsentForm(prefix="paper"), "form": CertificateForm(), "revoke_form": WhyForm(prefix="revoke"),
    }  # fmt: skip
    return story_page(request, "desk/stories/recognition/one.html", context | more, at=AT, status=status)


@desk(roles=WORKING)
@require_safe
def one(request: DeskRequest, pk: int) -> HttpResponse:
    return _show(request, people.get(pk, request.actor))


@desk(roles=WORKING)
@require_safe
def mine(request: DeskRequest) -> HttpResponse:
    """Where I am praised, and whether I let myself be named."""
    rows = [(row, people.consent_of(row)) for row in people.mine(request.actor)]
    return story_page(request, "desk/stories/recognition/mine.html", {"rows": rows}, at="praised")


@desk(roles=WORKING, keeps=True)
@require_POST
def allow(request: DeskRequest, pk: int) -> HttpResponse:
    """By her own account at once; by paper with the paper."""
    one = people.get(pk, request.actor)
    if request.POST.get("way") == OWN_ACCOUNT:
        people.allow(one, way=OWN_ACCOUNT, by=request.actor)
        messages.success(request, _("บันทึกแล้ว คำชมจะระบุชื่อของท่าน เปลี่ยนใจได้ทุกเมื่อ"))
        return redirect("desk:recognition_mine")
    form = PaperConsentForm(request.POST, prefix="paper")
    good, status = form.is_valid(), 422
    if not came_too_late(request, form) and good:
        kept, status = taken(request.FILES.getlist("paper-paper")[:1], accept_with_papers, form.refuse)
        try:
            if not form.errors:
                paper = kept[0] if kept else None
                people.allow(one, way=PAPER, given_on=form.cleaned_data["given_on"], paper=paper, by=request.actor)
                messages.success(request, _("บันทึกความยินยอมแล้ว"))
                return redirect("desk:recognised", pk=pk)
        except Refused as refused:
            status = _refused(form, refused)
    return _show(request, one, paper_form=form, status=status)


@desk(roles=WORKING)
@require_POST
def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    one = people.get(pk, request.actor)
    people.take_back(one, by=request.actor)
    messages.success(request, _("ไม่ระบุชื่อแล้ว ทุกหน้าแสดงเฉพาะตำแหน่ง"))
    return (
        redirect("desk:recognition_mine")
        if one.user_id == request.actor.user_id
        else redirect("desk:recognised", pk=pk)
    )


@desk(roles=WORKING, keeps=True)
@require_POST
def issue(request: DeskRequest, pk: int) -> HttpResponse:
    """The certificate; with the button "draft" only how it would look."""
    one = people.get(pk, request.actor)
    form = CertificateForm(request.POST)
    good, status = form.is_valid(), 422
    if not came_too_late(request, form) and good:
        try:
            if "draft" in request.POST:
                return paper_of(
                    request, certificates.draft(one, why=form.cleaned_data["why"], by=request.actor), "draft.pdf"
                )
            made = certificates.issue(one, why=form.cleaned_data["why"], by=request.actor)
            messages.success(request, _("ออกเกียรติบัตรแล้ว เลขที่ %(number)s") % {"number": made.number})
            return redirect("desk:recognised", pk=pk)
        except Refused as refused:
            status = _refused(form, refused)
    return _show(request, one, form=form, status=status)


@desk(roles=WORKING)
@require_POST
def paper(request: DeskRequest, code: str) -> HttpResponse:
    """Printed again, and written down that it was."""
    found = certificates.get(code, request.actor)
    return paper_of(
        request, certificates.printed(found, by=request.actor), f"certificate-{found.year_be}-{found.running}.pdf"
    )


@desk(roles=WORKING, keeps=True)
@require_POST
def revoke(request: DeskRequest, code: str) -> HttpResponse:
    found, form = certificates.get(code, request.actor), WhyForm(request.POST, prefix="revoke")
    good, status = form.is_valid(), 422
    if not came_too_late(request, form) and good:
        try:
            certificates.revoke(found, why=form.cleaned_data["why"], by=request.actor)
            messages.success(request, _("เพิกถอนแล้ว"))
            return redirect("desk:recognised", pk=found.praised_id)
        except Refused as refused:
            status = _refused(form, refused)
    return _show(request, found.praised, revoke_form=form, revoking=code, status=status)


@desk(roles=WORKING)
@require_safe
def year(request: DeskRequest) -> HttpResponse:
    """The list of a fiscal year, `?as=xlsx` or `?as=pdf`."""
    office, form = _office(request), YearForm(request.GET)
    wanted = form.cleaned_data["year"] if form.is_valid() else YearForm.present(timezone.now())
    told = yearly.listed(office, wanted, by=request.actor)
    name = f"praise-{office}-{wanted}"
    match request.GET.get("as"):
        case "xlsx":
            headers = {"Content-Disposition": f"attachment; filename*=utf-8''{quote(name)}.xlsx"}
            return HttpResponse(yearly.workbook(told), content_type=XLSX, headers=headers)
        case "pdf":
            return paper_of(request, printing.pdf(yearly.book(told), made_at=timezone.now()), f"{name}.pdf")
    context = {
        "told": told, "office": office, "called": naming.office_called(office, language()), "note": yearly.NOTE,
        "year": YearForm(initial={"year": wanted}),
    }  # fmt: skip
    return story_page(request, "desk/stories/recognition/year.html", context, at=AT)


def _rings(request: DeskRequest, *, status: int = 200, wrong: Any = None, at: int = 0) -> HttpResponse:
    state = request.GET.get("tab", RingFlag.OPEN)
    rows = [
        (
            flag, asking.KINDS[flag.kind], [naming.office_called(code, language()) for code in flag.offices],
            [(story, naming.office_called(story.office_id, language())) for story in flag.stories.all()],
            wrong if flag.pk == at else DecideForm(prefix=f"r{flag.pk}"),
        )
        for flag in asking.listing(request.actor, state=state if state in asking.STATES else RingFlag.OPEN)
    ]  # fmt: skip
    tabs = [
        {"label": label, "url": f"?tab={code}", "current": code == state, "count": None}
        for code, label in asking.STATES.items()
    ]
    context = {"rows": rows, "tabs": tabs, "form": wrong}
    return story_page(request, "desk/stories/recognition/rings.html", context, at=AT_RINGS, status=status)


@desk(roles=WORKING)
@require_safe
def rings(request: DeskRequest) -> HttpResponse:
    return _rings(request)


@desk(roles=WORKING, keeps=True)
@require_POST
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    form = DecideForm(request.POST, prefix=f"r{pk}")
    good, status = form.is_valid(), 422
    if not came_too_late(request, form) and good:
        try:
            asking.decide(pk, state=form.cleaned_data["state"], why=form.cleaned_data["why"], by=request.actor)
            messages.success(request, _("บันทึกผลการพิจารณาแล้ว"))
            return redirect("desk:recognition_rings")
        except Refused as refused:
            status = _refused(form, refused)
    return _rings(request, wrong=form, at=pk, status=status)


def _refused(form: Any, refused: Refused) -> int:
    if isinstance(refused, NotAllowed):
        raise refused
    form.refuse(refused)
    return int(refused.status)
