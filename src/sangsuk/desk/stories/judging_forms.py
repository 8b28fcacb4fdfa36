"""What the desk asks about a round of judging, and what a judge is asked about a packet."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.common.forms import KindForm, soften
from sangsuk.stories import words
from sangsuk.stories.judging.rounds import OUR_RUBRIC, NewRound
from sangsuk.stories.judging.rubric import LONGEST_COMMENT, MARKS, Criterion
from sangsuk.stories.models import Campaign

from ..row_forms import AnyEraDate

ROWS = range(1, 8)
ANCHORED = (1, 3, 5)


class RoundForm(KindForm):
    """The rules of a round; its rubric stands in rows of its own (`rows`), proposed and free to change."""

    campaign = forms.ModelChoiceField(
        label=gettext_lazy("โครงการ"), queryset=Campaign.objects.order_by("-opens_on"),
        help_text=gettext_lazy("เลือกกี่เรื่องเป็นไปตามที่โครงการบอกประชาชนไว้"),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("ชื่อรอบคัดเลือก"), max_length=200)
    listed = forms.IntegerField(label=gettext_lazy("จำนวนเรื่องที่ส่งให้กรรมการ"), min_value=2, max_value=500, initial=60)
    each = forms.IntegerField(
        label=gettext_lazy("กรรมการต่อหนึ่งเรื่อง"), min_value=3, max_value=15, initial=3,
        help_text=gettext_lazy("อย่างน้อย 3 คน ยิ่งมากยิ่งพบเรื่องที่ดีที่สุดได้แม่นขึ้น"),
    )  # fmt: skip
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("ผู้เล่าต้องอนุญาตแล้ว"), choices=list(words.USES.items()), initial=[words.PUBLISH, words.FILM],
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    late_too = forms.BooleanField(label=gettext_lazy("รับเรื่องที่ส่งมานอกช่วงเวลาด้วย"), required=False)
    least_letters = forms.IntegerField(
        label=gettext_lazy("สั้นกว่านี้ให้คนช่วยดู (ตัวอักษร)"), min_value=0, max_value=5000, initial=150
    )
    ties_by_province = forms.BooleanField(
        label=gettext_lazy("กรรมการไม่อ่านเรื่องจากทั้งจังหวัดบ้านเกิด (ปกติเฉพาะอำเภอ)"), required=False
    )
    ends_on = AnyEraDate(label=gettext_lazy("กรรมการควรให้คะแนนเสร็จภายใน"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in ROWS:
            own = OUR_RUBRIC[n - 1] if n <= len(OUR_RUBRIC) else {"name": "", "weight": None, "anchors": {}}
            self.fields[f"name_{n}"] = forms.CharField(
                label=_("ข้อที่ %(n)s") % {"n": n}, max_length=120, required=False, initial=own["name"]
            )
            self.fields[f"weight_{n}"] = forms.IntegerField(
                label=_("น้ำหนักข้อที่ %(n)s") % {"n": n}, min_value=1, max_value=100, required=False, initial=own["weight"]
            )
            for mark in ANCHORED:
                self.fields[f"anchor_{n}_{mark}"] = forms.CharField(
                    label=_("ข้อที่ %(n)s: %(mark)s คะแนนคืออะไร") % {"n": n, "mark": mark}, max_length=300, required=False,
                    initial=own["anchors"].get(mark, ""),
                )  # fmt: skip
        soften(self.fields.values())

    def rows(self) -> list[tuple[Any, Any, list[Any]]]:
        return [
            (self[f"name_{n}"], self[f"weight_{n}"], [self[f"anchor_{n}_{mark}"] for mark in ANCHORED]) for n in ROWS
        ]

    def rules(self) -> list[Any]:
        return [field for field in self.visible_fields() if not field.name.startswith(("name_", "weight_", "anchor_"))]

    def round(self) -> NewRound:
        given = self.cleaned_data
        criteria = [
            Criterion(
                f"c{n}", given[f"name_{n}"], given[f"weight_{n}"] or 0,
                {mark: given[f"anchor_{n}_{mark}"] for mark in ANCHORED},
            )
            for n in ROWS if given[f"name_{n}"]
        ]  # fmt: skip
        return NewRound(
            given["campaign"].code, given["title"], given["each"], given["listed"], given["needs"],
            given["late_too"], given["least_letters"], given["ties_by_province"], given["ends_on"], criteria,
        )  # fmt: skip


class MarksForm(KindForm):
    """A judge's marks for one packet: radio buttons that the arrow keys move, each with its anchor."""

    def __init__(self, *args: Any, criteria: list[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for one in criteria:
            self.fields[one.code] = forms.ChoiceField(
                label=_("%(name)s (น้ำหนัก %(weight)s จาก 100)") % {"name": one.name, "weight": one.weight},
                choices=[(str(mark), _said(one, mark)) for mark in MARKS], widget=forms.RadioSelect,
                error_messages={"required": _("กรุณาให้คะแนนข้อนี้")},
            )  # fmt: skip
        self.fields["comment"] = forms.CharField(
            label=_("ความเห็น (ถ้ามี)"), max_length=LONGEST_COMMENT, required=False, strip=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("ผู้จัดจะอ่านได้เมื่อรอบนี้จบแล้ว กรุณาอย่าเขียนว่าคิดว่าเป็นเรื่องของใครหรือที่ใด"),
        )  # fmt: skip
        soften(self.fields.values())

    def marks(self) -> dict[str, int]:
        return {one.code: int(self.cleaned_data[one.code]) for one in self.criteria}


def _said(criterion: Criterion, mark: int) -> str:
    """'3 เห็นว่าดีขึ้น'; between two anchors only the number."""
    anchor = criterion.anchors.get(mark, "")
    return f"{mark} {anchor}" if anchor else str(mark)
