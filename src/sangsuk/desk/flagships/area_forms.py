"""What changed about areas: one law, one day, one kind of change; the parts as lines of text."""

import contextlib
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.common.errors import Refused
from sangsuk.common.forms import KindForm
from sangsuk.flagships.areas.actions import Part
from sangsuk.thai.dates import arabic_digits

SPLIT, MERGE, MOVE, RENAME = "split", "merge", "move", "rename"
KINDS = [
    (SPLIT, gettext_lazy("แบ่งพื้นที่หนึ่งออกเป็นหลายพื้นที่")), (MERGE, gettext_lazy("รวมหลายพื้นที่เป็นพื้นที่เดียว")),
    (MOVE, gettext_lazy("ย้ายไปจังหวัดอื่นหรือเปลี่ยนรหัส")), (RENAME, gettext_lazy("เปลี่ยนชื่อ")),
]  # fmt: skip


class AreaChangeForm(KindForm):
    kind = forms.ChoiceField(label=gettext_lazy("เปลี่ยนอย่างไร"), choices=KINDS, widget=forms.RadioSelect)
    old = forms.CharField(label=gettext_lazy("รหัสพื้นที่เดิม (ถ้ารวมหลายพื้นที่ เว้นวรรคระหว่างรหัส)"), max_length=200)
    new = forms.CharField(
        label=gettext_lazy("พื้นที่ใหม่ บรรทัดละหนึ่งแห่ง: รหัส สัดส่วน ชื่อ เช่น 5030 0.4 อำเภอใหม่"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    on = forms.DateField(
        label=gettext_lazy("มีผลตั้งแต่วันที่"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-day": ""}),
    )
    source = forms.CharField(label=gettext_lazy("กฎหมายหรือประกาศ พร้อมวันที่"), max_length=300)

    def parts(self) -> list[Part]:
        """Every old area into every new one. Raises Refused, with the line that is not understood."""
        olds = arabic_digits(self.cleaned_data["old"]).split()
        news = [_line(n, line) for n, line in enumerate(self.cleaned_data["new"].splitlines(), 1) if line.strip()]
        return [Part(old, new.source, new.share, new.name_th) for old in olds for new in news]


def _line(number: int, line: str) -> Part:
    """`5030 0.4 อำเภอใหม่`, or without a share: all of it. The code stands in `source` until it is joined with the old one."""
    words = arabic_digits(line).split()
    if not words[0].isdigit() or len(words[0]) not in (2, 4, 6, 8):
        raise Refused("bad_line", _("บรรทัดที่ %(n)s ต้องเริ่มด้วยรหัสพื้นที่ 2, 4, 6 หรือ 8 หลัก") % {"n": number}, "new")
    share, rest = Decimal(1), words[1:]
    if rest:
        with contextlib.suppress(InvalidOperation):  # then it is the first word of the name
            share, rest = Decimal(rest[0]), rest[1:]
    return Part(words[0], "", share, " ".join(rest))
