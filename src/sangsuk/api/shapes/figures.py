"""What the flagships look like to programs."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as words
from pydantic import BaseModel, ConfigDict, Field

from .common import Named


class FigureOut(BaseModel):
    """One figure. Numbers are text, so that no digit is lost on the way."""

    indicator: Named
    area: Named
    period: str = Field(examples=["FY2021", "FY2021Q2", "2021-01"])
    view: str = Field(description=words("then ตามเขตในช่วงเวลานั้น, now ตามเขตปัจจุบัน"))
    value: Decimal | None
    unit: str
    number: Decimal | None
    base: Decimal | None
    entries: int = Field(description=words("รวมมาจากกี่รายงาน"))
    expected: int | None = Field(description=words("ควรมีกี่รายงาน null คือบอกไม่ได้"))
    target: Decimal | None
    light: str = Field(description="green, amber, red, none")
    passport: str = Field(description=words("หน้าที่บอกที่มาของตัวเลข"))


class FigureList(BaseModel):
    items: list[FigureOut]
    as_of: str


class DataValue(BaseModel):
    """One value of DHIS2 dataValueSets."""

    model_config = ConfigDict(extra="ignore")

    dataElement: str = Field("", max_length=60)  # noqa: N815 - DHIS2's name
    period: str = Field("", max_length=20)
    orgUnit: str = Field("", max_length=60)  # noqa: N815
    categoryOptionCombo: str = Field("", max_length=60)  # noqa: N815
    value: str = Field("", max_length=40, description=words("ตัวเลขเป็นข้อความ"))
    comment: str = Field("", max_length=2000)


class DataValueSet(BaseModel):
    """The body of DHIS2 dataValueSets. What stands above holds for every value that says nothing of its own."""

    model_config = ConfigDict(extra="ignore")

    period: str = Field("", max_length=20, examples=["202101"])
    orgUnit: str = Field("", max_length=60, examples=["5001"])  # noqa: N815
    dataValues: list[DataValue]  # noqa: N815

    def plain(self) -> dict[str, Any]:
        """Only what was said: an empty word of a value leaves the one above it standing."""
        above = {name: word for name, word in (("period", self.period), ("orgUnit", self.orgUnit)) if word}
        rows = [
            {name: word for name, word in one.model_dump().items() if word or name == "value"}
            for one in self.dataValues
        ]
        return {**above, "dataValues": rows}


class ImportCount(BaseModel):
    imported: int
    updated: int = 0
    ignored: int
    deleted: int = 0


class ImportConflict(BaseModel):
    object: str
    value: str


class ImportSummary(BaseModel):
    """As DHIS2 answers."""

    status: str = Field(description="SUCCESS, WARNING")
    importCount: ImportCount  # noqa: N815
    conflicts: list[ImportConflict]
