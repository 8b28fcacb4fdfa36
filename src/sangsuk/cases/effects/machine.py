"""What the machine changes when a date has passed."""

from .. import duties as owed
from .. import ladder
from ..sealed import way
from .base import Changes, Doing, Effect


def _remind(doing: Doing) -> Changes:
    """One step up the ladder, of the case or of one duty. With the last one the superior is asked to look."""
    key = str(doing.data.get("duty") or "")
    if key:
        done = int(doing.duties[key]["reminders"]) + 1
        changes: Changes = {"duties": owed.changed(doing.duties, key, reminders=done)}
        last = done > ladder.LAST["duty"]
    else:
        done = doing.case.reminders + 1
        changes = {"reminders": done}
        last = done >= ladder.LAST["case"]
    if last and not doing.case.attention:
        changes["attention"] = way.upper(doing.case, doing.now) or doing.case.office_id
    return changes


def _seen(doing: Doing) -> Changes:
    return {"attention": ""}


EFFECTS: dict[str, Effect] = {"remind": _remind, "direct": _seen, "watch": _seen}
