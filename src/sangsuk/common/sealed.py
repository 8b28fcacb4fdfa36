"""Columns that hold sealed values: the field, the register of all of them, and one value opened by its place.

A model with such columns says SEALED_AS, the first half of every label, and SEALED_ROW, the paths whose values bind a
value to its row. The register is read from the models, so no column can be forgotten when keys are exchanged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.db import models

from .sealing import unseal


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """A BinaryField to the database. `label`: the second half of its label, where that is not its name."""

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        self.label = label
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs

    def clone(self) -> Any:
        _name, _path, args, kwargs = self.deconstruct()
        return type(self)(*args, label=self.label, **kwargs)


@dataclass(frozen=True)
class Column:
    """One sealed column: its label, and the lookups that bind each value to its row."""

    model: type[models.Model]
    field: str
    label: str
    row: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field}"


def columns() -> Iterator[Column]:
    """The register: every sealed column of every room."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedField):
                yield column(model, field.name)


def column(model: type[models.Model], field: str) -> Column:
    known = model._meta.get_field(field)
    assert isinstance(known, SealedField)
    label: str = f"{model.SEALED_AS}.{known.label or field}"  # type: ignore[attr-defined]
    return Column(model, field, label, model.SEALED_ROW)  # type: ignore[attr-defined]


def row_of(*parts: object) -> str:
    """What a value is bound to, written as one word."""
    return "/".join(bytes(part).hex() if isinstance(part, bytes | memoryview) else str(part) for part in parts)


def unseal_field(instance: models.Model, field: str) -> str:
    """One value by its place. The same rule as for `unseal`: the machine, and the door that writes readings down."""
    where = column(type(instance), field)
    row = row_of(*(_followed(instance, path) for path in where.row))
    return unseal(getattr(instance, field), label=where.label, row=row)


def _followed(instance: Any, path: str) -> Any:
    for step in path.split("__"):
        instance = getattr(instance, step)
    return instance


class Elsewhere(Protocol):
    """Sealed values that stand in no column of their own."""

    def uses(self) -> dict[int, int]:
        """How many values each data key holds."""

    def reseal(self, newest: int) -> None:
        """Every value under this data key."""

    def unreadable(self) -> int:
        """How many no key opens."""


_elsewhere: list[Elsewhere] = []


def also(place: Elsewhere) -> None:
    """A room tells of such a place when its models are loaded."""
    _elsewhere.append(place)


def elsewhere() -> tuple[Elsewhere, ...]:
    return tuple(_elsewhere)
