"""What a district says to a question about its number."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.forms import KindForm
from sangsuk.flagships.questions.actions import RIGHT, TO_CORRECT


class AnswerForm(KindForm):
    answer = forms.CharField(label=_("ตัวเลขนี้มาจากอะไร"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    settled = forms.ChoiceField(
        label=_("ตัวเลขนี้ถูกต้องหรือไม่"),
        choices=[(RIGHT, _("ถูกต้องแล้ว")), (TO_CORRECT, _("จะแก้ไขในแบบรายงาน"))],
        widget=forms.RadioSelect,
    )
