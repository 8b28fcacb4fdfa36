"""What the desk asks about quizzes and courses; and a quiz as it is answered."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.common.forms import KindForm, soften
from sangsuk.learning.lessons import grading, rules
from sangsuk.learning.lessons.grading import Asked
from sangsuk.learning.lessons.words import LEARNERS, PASS, QUESTION_KINDS
from sangsuk.learning.models import Course, Question, Quiz

STAR = "*"


def _roles() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("สำหรับใคร"), choices=list(LEARNERS.items()), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("ไม่เลือกคือสำหรับทุกคน"),
    )  # fmt: skip


class QuizForm(KindForm):
    title = forms.CharField(label=_("ชื่อแบบทดสอบ"), max_length=120)
    about = forms.CharField(
        label=_("คำชี้แจงสั้น ๆ"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    lesson = forms.CharField(
        label=_("รหัสบทเรียน ถ้าเป็นแบบทดสอบของบทเดียว"), required=False, max_length=20,
        widget=forms.TextInput(attrs={"class": "input--short"}),
    )  # fmt: skip
    pass_percent = forms.IntegerField(
        label=_("เกณฑ์ผ่าน (ร้อยละของข้อที่ให้คะแนน)"), min_value=1, max_value=100,
        widget=forms.NumberInput(attrs={"class": "input--short"}),
    )  # fmt: skip
    roles = _roles()
    source = forms.CharField(label=_("ที่มาของคำถาม"), required=False, max_length=500)

    @staticmethod
    def of(quiz: Quiz | None) -> dict[str, Any]:
        """What stands in it at first."""
        if quiz is None:
            return {"pass_percent": rules.amount(PASS)}
        told = {name: getattr(quiz, name) for name in ("title", "about", "pass_percent", "roles", "source")}
        return told | {"lesson": quiz.lesson.code if quiz.lesson else ""}


class QuestionForm(KindForm):
    kind = forms.ChoiceField(label=_("แบบของคำถาม"), choices=list(QUESTION_KINDS.items()), widget=forms.RadioSelect)
    text = forms.CharField(label=_("คำถาม"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    choices = forms.CharField(
        label=_("ตัวเลือก บรรทัดละข้อ"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("ใส่ * หน้าข้อที่ถูก ถ้าเป็นการเรียงลำดับ ให้เขียนตามลำดับที่ถูก แบบคิดเองเว้นว่าง"),
    )  # fmt: skip
    explain = forms.CharField(
        label=_("คำอธิบาย หรือสิ่งที่ทำจริง"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("ผู้เรียนอ่านหลังตอบ"),
    )  # fmt: skip
    source = forms.CharField(label=_("กฎหมายหรือที่มา"), required=False, max_length=500)
    order = forms.IntegerField(
        label=_("ลำดับในแบบทดสอบ"), required=False, min_value=1, max_value=9999,
        widget=forms.NumberInput(attrs={"class": "input--short"}),
    )  # fmt: skip

    @staticmethod
    def of(one: Question) -> dict[str, Any]:
        lines = [f"{STAR} {words}" if n in one.right else words for n, words in enumerate(one.choices)]
        told = {name: getattr(one, name) for name in ("kind", "text", "explain", "source", "order")}
        return told | {"choices": "\n".join(lines)}

    def told(self) -> dict[str, Any]:
        """As the verb takes it."""
        given = dict(self.cleaned_data)
        lines = [line.strip() for line in given.pop("choices").splitlines() if line.strip()]
        right = [n for n, line in enumerate(lines) if line.startswith(STAR)]
        return given | {"choices": [line.removeprefix(STAR).strip() for line in lines], "right": right}


class CourseForm(KindForm):
    title = forms.CharField(label=_("ชื่อหลักสูตร"), max_length=120)
    about = forms.CharField(
        label=_("คำชี้แจงสั้น ๆ"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    lessons = forms.CharField(
        label=_("รหัสบทเรียน บรรทัดละรหัส ตามลำดับที่อ่าน"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("รหัสอยู่ท้ายที่อยู่ของหน้าบทเรียน เช่น L-TIME"),
    )  # fmt: skip
    quiz = forms.ChoiceField(label=_("แบบทดสอบท้ายหลักสูตร"))
    roles = _roles()

    def __init__(self, *args: Any, quizzes: Sequence[Quiz], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quizzes = {one.code: one for one in quizzes}
        quiz: Any = self.fields["quiz"]
        quiz.choices = [(one.code, one.title) for one in quizzes]

    @staticmethod
    def of(course: Course, codes: Sequence[str]) -> dict[str, Any]:
        told = {name: getattr(course, name) for name in ("title", "about", "roles")}
        return told | {"quiz": course.quiz.code, "lessons": "\n".join(codes)}

    def told(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"quiz": self.quizzes[given["quiz"]], "lessons": given["lessons"].split()}


class Group:
    """One question on the page: its fields, and what it is."""

    def __init__(self, no: int, asked: Asked, fields: list[forms.BoundField]) -> None:
        self.no, self.asked, self.fields = no, asked, fields

    @property
    def is_order(self) -> bool:
        return self.asked.kind == grading.ORDER


class AnswerForm(KindForm):
    """A quiz as it is answered. The steps of an order are mixed, for each person always alike."""

    def __init__(self, *args: Any, asked: Sequence[Asked], seed: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {one.key: one for one in asked}
        self.named: dict[str, list[str]] = {}
        for no, one in enumerate(asked, start=1):
            made = _answer_fields(one, f"{no}. {one.text}", seed)
            self.fields.update(made)
            self.named[one.key] = list(made)
        soften(self.fields.values())

    def groups(self) -> list[Group]:
        return [
            Group(no, one, [self[name] for name in self.named[one.key]])
            for no, one in enumerate(self.asked.values(), 1)
        ]

    def told(self) -> dict[str, Any]:
        return {key: self._told(one) for key, one in self.asked.items()}

    def _told(self, one: Asked) -> Any:
        given = self.cleaned_data
        match one.kind:
            case "one":
                return int(given[one.key]) if given.get(one.key) else None
            case "several":
                return [int(n) for n in given.get(one.key) or ()]
            case "order":
                places = {name.rpartition("__")[2]: given.get(name) for name in self.named[one.key]}
                if len({*places.values()}) != len(places) or "" in places.values():
                    return []
                return [int(choice) for choice, _place in sorted(places.items(), key=lambda pair: int(pair[1] or 0))]
        return given.get(one.key, "")

    def refuse(self, refused: Refused) -> None:
        names = self.named.get(refused.field or "", [])
        super().refuse(Refused(refused.code, str(refused), names[0] if names else refused.field))


def _answer_fields(one: Asked, label: str, seed: str) -> dict[str, forms.Field]:
    known: dict[str, Any] = {"required": False, "label": label}
    options = [(str(n), words) for n, words in enumerate(one.choices)]
    match one.kind:
        case "one":
            return {one.key: forms.ChoiceField(choices=options, widget=forms.RadioSelect, **known)}
        case "several":
            return {one.key: forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **known)}
        case "order":
            places = [("", "–"), *((str(n), str(n)) for n in range(1, len(one.choices) + 1))]
            return {
                f"{one.key}__{choice}": forms.ChoiceField(
                    choices=places, required=False, label=one.choices[choice], widget=forms.Select(attrs={"class": "input--short"})
                )
                for choice in grading.shuffled(one, seed)
            }  # fmt: skip
    words = forms.Textarea(attrs={"rows": 4})
    return {one.key: forms.CharField(max_length=4000, widget=words, **known)}
