"""The programme that comes with the product. What a person has changed stays; versions are only inserted."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from sangsuk.common import seeds
from sangsuk.offices.actor import Actor

from ..models import Aim, Alignment, Part, Programme, Project, ProjectText
from . import recording

DATA = Path(__file__).parent.parent / "data"


@transaction.atomic
def load(progress: seeds.Progress | None = None) -> int:
    """Bring the rows up to date; returns how many were written."""
    return _programmes() + _aims(progress) + _texts() + _alignments()


def _programmes() -> int:
    """Whole programmes that are not there yet. One that is there belongs to the department."""
    known = set(Programme.objects.values_list("pk", flat=True))
    new = [row for row in seeds.rows(DATA / "programmes.csv") if row["code"] not in known]
    for row in new:
        programme = Programme.objects.create(**row)
        recording.begin(programme, "load", by=Actor.system(), data={}, now=timezone.now())
        _parts(programme)
    return len(new)


def _parts(programme: Programme) -> None:
    parts = {
        row["number"]: Part.objects.create(programme=programme, **row)
        for row in map(dict, seeds.rows(DATA / "parts.csv"))
        if row.pop("programme") == programme.code
    }
    for row in seeds.rows(DATA / "projects.csv"):
        if row["programme"] == programme.code:
            project = Project.objects.create(
                code=row["code"], programme=programme, number=row["number"], part=parts[row["part"]],
                part_standing=row["part_standing"],
            )  # fmt: skip
            project.other_parts.set([parts[number] for number in row["other_parts"].split()])


def _aims(progress: seeds.Progress | None) -> int:
    """Goals before the targets that lie in them."""
    rows = seeds.rows(DATA / "aims.csv")
    changed, key = 0, ("framework", "code", "valid_from")
    upper = [{**row, "parent_id": ""} for row in rows if not row["parent"]]
    changed += seeds.write(Aim, [_without(row, "parent") for row in upper], key=key, progress=progress)
    goals = {aim.code: aim.pk for aim in Aim.objects.filter(framework="sdg_goal", parent=None)}
    lower = [{**row, "parent_id": goals[row["parent"]]} for row in rows if row["parent"]]
    return changed + seeds.write(Aim, [_without(row, "parent") for row in lower], key=key)


def _without(row: Mapping[str, object], name: str) -> dict[str, object]:
    return {key: value for key, value in row.items() if key != name}


def _texts() -> int:
    """A later version of the file goes in only where no person has written one."""
    newest = {
        text.project_id: text
        for text in ProjectText.objects.order_by("project", "version").only("project_id", "version", "made_by_id")
    }
    new = []
    for row in seeds.rows(DATA / "project_texts.csv"):
        old = newest.get(row["project"])
        if old is None or (int(row["version"]) > old.version and old.made_by_id is None):
            budget = row.pop("budget_baht")
            new.append(
                ProjectText(
                    project_id=row.pop("project"),
                    budget_baht=Decimal(budget) if budget else None,
                    made_at=timezone.now(),
                    **row,
                )
            )
    ProjectText.objects.bulk_create(new)
    return len(new)


def _alignments() -> int:
    """All of one project in one framework at once, where there are none yet: their weights are shares of 1."""
    aims = {(aim.framework, aim.code): aim for aim in Aim.objects.order_by("valid_from")}
    known = set(Alignment.objects.values_list("project_id", "aim__framework").distinct())
    wanted: dict[tuple[str, str], list[Alignment]] = defaultdict(list)
    for row in map(dict, seeds.rows(DATA / "alignments.csv")):
        key = row.pop("project"), row.pop("framework")
        aim = aims[key[1], row.pop("aim")]
        wanted[key].append(Alignment(project_id=key[0], aim=aim, made_at=timezone.now(), **row))
    new = [one for key, rows in wanted.items() if key not in known for one in rows]
    Alignment.objects.bulk_create(new)
    return len(new)
