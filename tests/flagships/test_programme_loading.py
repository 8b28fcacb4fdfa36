"""What comes with the product: names verbatim, weights that are shares of 1, and nothing of a person's is undone."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Sum
from django.utils import timezone

import sangsuk.catalog
from people import user
from sangsuk.flagships.models import Aim, Alignment, Programme, ProgrammeEvent, Project, ProjectText
from sangsuk.flagships.programme import loading

pytestmark = pytest.mark.usefixtures("world")
TERMS = Path(sangsuk.catalog.__file__).parent / "data" / "terms.csv"


def test_the_ten_names_are_those_of_the_announcement_in_their_order() -> None:
    with TERMS.open(encoding="utf-8", newline="") as file:
        names = {row["code"]: row["name_th"] for row in csv.DictReader(file) if row["axis"] == "flagship"}
    said = dict(ProjectText.objects.filter(version=1).values_list("project", "name_th"))
    assert said == names and len(said) == 10
    assert list(Project.objects.values_list("number", flat=True)) == list(range(1, 11))


def test_everything_says_on_whose_word_it_stands() -> None:
    assert not Aim.objects.filter(source="").exists()
    assert set(Alignment.objects.values_list("standing", flat=True)) == {"inferred"}
    assert Programme.objects.get().parts.count() == 3


@pytest.mark.parametrize(
    ("framework", "many"),
    [("national_strategy", 6), ("master_plan", 23), ("sdg_goal", 17), ("cabinet_policy", 24), ("plan_13", 13)],
)
def test_a_framework_is_whole(framework: str, many: int) -> None:
    assert Aim.objects.filter(framework=framework).count() == many


def test_every_target_lies_in_its_goal() -> None:
    for aim in Aim.objects.filter(framework="sdg_target").select_related("parent"):
        assert aim.parent is not None
        assert (aim.parent.framework, aim.parent.code) == ("sdg_goal", aim.code.split(".")[0])


def test_weights_of_a_project_in_a_framework_are_shares_of_one() -> None:
    sums = Alignment.objects.order_by().values("project", "aim__framework").annotate(sum=Sum("weight"))
    assert {row["sum"] for row in sums} == {Decimal(1)}
    assert len({row["project"] for row in sums}) == 10


def test_loading_again_changes_nothing_and_undoes_nothing() -> None:
    ProjectText.objects.create(
        project_id="f2564_06", version=2, name_th="อำเภอวิถีใหม่", name_en="New", source="x", made_by=user("dao"), made_at=timezone.now()
    )  # fmt: skip
    Aim.objects.filter(framework="sdg_goal", code="16").update(name_en="Peace", edited_at=timezone.now())
    Alignment.objects.filter(project="f2564_01", aim__framework="sdg_goal", aim__code="13").delete()
    Programme.objects.update(state="closed")
    assert loading.load() == 0
    assert Aim.objects.get(framework="sdg_goal", code="16").name_en == "Peace"
    assert Programme.objects.get().state == "closed"
    assert ProgrammeEvent.objects.get().move == "load"
