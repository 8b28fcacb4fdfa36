"""The shape of an invented story. Every text is written by hand, in the words of the one who tells it; nothing here is filled in."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial


@dataclass(frozen=True)
class Story:
    """What the writer sends, what the office answers to it, and what the moderator should notice.

    `area` is the code of a district when the landscape asks for that one, otherwise a landscape of `areas.py` ("sea",
    "hills", "isan" ...; "" is anywhere): the district is then drawn, so that no real office is praised or blamed on purpose.
    `role` says of whom it tells, never by name; `praised` is an invented official who is named in the text with thanks.
    `happy` and `better` are what she answers to the questions of the campaign.
    `pen` is the pen name, `name` and `phone` the sealed ones. `uses` are the consents given.
    `marks` name what should be found: `personal` (must be masked), `small-place`, `self-harm`, `threat`, `bribe`, `twin:…`
    (nearly the same as the other with this mark), `post` (as on a page, with hashtags), `named` (who is praised lets
    herself be named); and `short` or `long`.
    `grade` is how severe a careful reader finds it where that does not follow from tone and expectation.
    """

    title: str
    text: str
    tone: str
    expects: str
    service: str
    theme: str = "service"
    flagship: str = ""
    area: str = ""
    role: str = ""
    praised: str = ""
    pen: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    uses: tuple[str, ...] = ("publish", "quote")
    happy: str = ""
    better: str = ""
    answer: str = ""
    promise: str = ""
    grade: int | None = None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """A story with its moment and its place; `campaign` is None for what is told all year."""

    story: Story
    at: datetime
    campaign: str | None
    district: str
    number: int


good = partial(Story, tone="positive")
bad = partial(Story, tone="negative")
mixed = partial(Story, tone="mixed")
