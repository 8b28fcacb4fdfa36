"""What a case is found by."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from .case import Case


class Words(models.Model):
    """The words of a case's redacted text. Apart from the case, so that a move does not index all of them again."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="words")
    vector = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["vector"], name="case_is_found_by_words")]

    def __str__(self) -> str:
        return str(self.pk)
