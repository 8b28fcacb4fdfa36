"""Which troubles, policies, themes and services speak of a project."""

from django.db import models
from django.db.models import F, Q

from sangsuk.common.dated import Dated

from ..needs.words import KINDS
from .programme import Project


class NeedLink(Dated):
    """That what citizens tell of one kind is a need that a project answers; why, on whose word, from a day on.

    `value`: a category of cases (with all below it), an urgent policy, a theme of stories, or a service.
    """

    code = models.CharField(max_length=60, primary_key=True)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="need_links")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    value = models.CharField(max_length=60)
    because_th = models.CharField(max_length=300, blank=True, default="")
    because_en = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["project", "kind", "value"]
        constraints = [
            models.CheckConstraint(name="need_is_of_a_known_kind", condition=Q(kind__in=list(KINDS))),
            models.CheckConstraint(name="need_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="need_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
            models.UniqueConstraint(
                name="need_speaks_of_a_project_once", fields=["project", "kind", "value", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return self.code
