"""What can be added to a film at the desk: each deed with its form, and the verb that it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing
from sangsuk.common.forms import KindForm
from sangsuk.offices.actor import Actor
from sangsuk.stories.films import actions, masters, papers, releases
from sangsuk.stories.models import Film

from . import film_forms as forms

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Deed:
    """`part`: the section of the page that it belongs to. `does` gets the film, the row it is about ("" for none), and
    what was typed; what it gives back is told once, as the key of a release."""

    part: str
    form: type[KindForm] | None
    button: Any
    does: Callable[[Film, str, Given, Actor], str | None]


def _row(rows: Any, of: str) -> Any:
    found = rows.filter(pk=int(of)).first() if of.isdecimal() and len(of) < 18 else None
    if found is None:
        raise Missing("no_row", _("ไม่พบรายการนี้"))
    return found


def _said(what: object) -> None:
    """A verb gives its row back; the page tells nothing of it."""


def _person(film: Film, _of: str, given: Given, by: Actor) -> str:
    return releases.add(film, by=by, **given).key


def _approve(film: Film, of: str, given: Given, by: Actor) -> None:
    _said(actions.approve(_row(film.cuts, of), given["kind"], by=by, yes=given["yes"] == "yes", note=given["note"]))


def _count(film: Film, of: str, given: Given, by: Actor) -> None:
    views, shares, comments = (given[name] or 0 for name in ("views", "shares", "comments"))
    _said(papers.count(_row(film.showings, of), given["on"], by=by, views=views, shares=shares, comments=comments))


def _write(film: Film, _of: str, given: Given, by: Actor) -> None:
    _said(papers.write(film, given["kind"], given["text"], by=by, language=given["language"], note=given["note"]))


def _sign(film: Film, of: str, given: Given, by: Actor) -> None:
    person = _row(film.people, of)
    _said(releases.sign(person, given["paper"], by=by, uses=given["uses"], signed_on=given["signed_on"]))


def _place(film: Film, _of: str, given: Given, by: Actor) -> None:
    _said(papers.add_place(film, by=by, **given))


def _cost(film: Film, _of: str, given: Given, by: Actor) -> None:
    _said(papers.budget(film, by=by, **given))


def _cut(film: Film, _of: str, given: Given, by: Actor) -> None:
    _said(papers.add_cut(film, by=by, **given))


def _finish(film: Film, _of: str, given: Given, by: Actor) -> None:
    kept = masters.keep(given["file"]) if given["file"] else None
    lies = vars(kept) if kept else {"link": given["link"], "seconds": given["seconds"] or 0}
    _said(actions.finish(film, by=by, described=given["described"], **lies))


def _withdraw(film: Film, of: str, _given: Given, by: Actor) -> None:
    _said(releases.withdraw(_row(film.people, of), by=by))


DEEDS: dict[str, Deed] = {
    "describe": Deed("about", forms.DescribeForm, _("บันทึกชื่อ"), lambda f, _o, g, by: _said(actions.describe(f, by=by, **g))),
    "write": Deed("papers", forms.PaperForm, _("บันทึกฉบับใหม่"), _write),
    "person": Deed("people", forms.PersonForm, _("เพิ่มผู้ปรากฏ"), _person),
    "sign": Deed("people", forms.SignForm, _("บันทึกหนังสืออนุญาต"), _sign),
    "withdraw": Deed("people", None, _("ผู้นี้ถอนคำอนุญาต"), _withdraw),
    "leave_out": Deed(
        "people", None, _("ตัดออกจากภาพยนตร์แล้ว"), lambda f, o, _g, by: releases.leave_out(_row(f.people, o), by=by)
    ),
    "place": Deed("places", forms.PlaceForm, _("เพิ่มสถานที่"), _place),
    "allow_place": Deed(
        "places", forms.AllowForm, _("ได้รับอนุญาตแล้ว"), lambda f, o, g, by: papers.allow_place(_row(f.places, o), by=by, **g)
    ),
    "drop_place": Deed("places", None, _("ไม่ใช้สถานที่นี้"), lambda f, o, _g, by: papers.drop(_row(f.places, o), by=by)),
    "day": Deed("days", forms.DayForm, _("เพิ่มวันถ่ายทำ"), lambda f, _o, g, by: _said(papers.plan_day(f, by=by, **g))),
    "day_done": Deed("days", None, _("ถ่ายแล้ว"), lambda f, o, _g, by: papers.day_done(_row(f.days, o), by=by)),
    "drop_day": Deed("days", None, _("ยกเลิกวันนี้"), lambda f, o, _g, by: papers.drop(_row(f.days, o), by=by)),
    "cost": Deed("costs", forms.CostForm, _("เพิ่มรายการ"), _cost),
    "spend": Deed("costs", forms.SpendForm, _("ใส่ยอดที่ใช้จริง"), lambda f, o, g, by: papers.spend(_row(f.costs, o), by=by, **g)),
    "drop_cost": Deed("costs", None, _("ตัดรายการนี้"), lambda f, o, _g, by: papers.drop(_row(f.costs, o), by=by)),
    "cut": Deed("cuts", forms.CutForm, _("เพิ่มฉบับตัดต่อ"), _cut),
    "approve": Deed("cuts", forms.ApproveForm, _("บันทึกความเห็น"), _approve),
    "finish": Deed("showings", forms.FinishForm, _("บันทึกฉบับสมบูรณ์"), _finish),
    "plan": Deed(
        "showings", forms.ShowingForm, _("เพิ่มช่องทาง"), lambda f, _o, g, by: _said(papers.plan_showing(f, by=by, **g))
    ),
    "drop_showing": Deed(
        "showings", None, _("ตัดออกจากแผน"), lambda f, o, _g, by: papers.drop(_row(f.showings, o), by=by)
    ),
    "shown": Deed(
        "showings", forms.ShownForm, _("ลงช่องทางนี้แล้ว"), lambda f, o, g, by: papers.shown(_row(f.showings, o), g["link"], by=by)
    ),
    "taken_off": Deed(
        "showings", None, _("เอาออกจากช่องทางนี้แล้ว"), lambda f, o, _g, by: papers.taken_off(_row(f.showings, o), by=by)
    ),
    "count": Deed("showings", forms.CountForm, _("บันทึกยอด"), _count),
}  # fmt: skip
