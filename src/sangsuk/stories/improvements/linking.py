"""A promise in the public answer and the item of the same story are one thing: the item follows the promise.

Called in the transaction of whatever happens to a promise.
"""

from datetime import datetime

from ..models import Pledge
from ..models.answers import CONFIRMED, DONE, GIVEN_UP
from ..models.improvements import ImprovementItem
from . import actions, opening
from .words import DOING, DROPPED, GONE
from .words import DONE as ITEM_DONE

KEPT = (DONE, CONFIRMED)


def follow(pledge: Pledge, *, now: datetime) -> None:
    """Bring the item to where the promises of its story are: open while one is, done when the last is kept. What the chief has
    dropped stays dropped: her word is the later one."""
    item = ImprovementItem.objects.filter(story=pledge.story_id).select_related("story").first()
    if item is None or item.status == GONE:
        return
    pledges = list(Pledge.objects.filter(story=pledge.story_id).order_by("due_on", "no"))
    open_ones = [one for one in pledges if one.status not in (*KEPT, GIVEN_UP)]
    kept = [one for one in pledges if one.status in KEPT]
    if open_ones:
        first = open_ones[0]
        changes = {
            "pledge_id": first.pk, "what": first.what, "owner_role": first.owner_role, "owner_id": first.owner_id,
            "due_on": first.due_on, "leader_id": None, "changed": "", "done_at": None,
        }  # fmt: skip
        if item.status != DOING or any(getattr(item, name) != value for name, value in changes.items()):
            actions.by_machine(item, "follow", changes, now=now)
    elif kept and item.status not in (ITEM_DONE, DROPPED):
        last = max(kept, key=lambda one: one.done_at or now)
        changes = {"pledge_id": last.pk, "changed": last.did, "done_at": last.done_at or now, "due_on": None}
        actions.by_machine(item, "kept", changes, now=now)
    elif not kept and item.pledge_id is not None and item.status == DOING:
        due = opening.due_on(opening.PLAN, item.province_code, now)
        actions.by_machine(item, "released", {"pledge_id": None, "due_on": due}, now=now)
