"""Reference data: every room loads its own, in the order in which they lean on each other."""

import importlib
import importlib.util

from .progress import telling

ROOMS = {
    "places": "Places of Thailand",
    "offices": "Offices",
    "catalog": "Categories",
    "deadlines": "Calendars and time limits",
    "routing": "Routing rules",
}


def load() -> None:
    """Idempotent: a room that has nothing new returns at once."""
    for room, title in ROOMS.items():
        if importlib.util.find_spec(f"sangsuk.{room}.actions") is None:
            continue
        actions = importlib.import_module(f"sangsuk.{room}.actions")
        if not hasattr(actions, "load"):
            continue
        with telling(title) as progress:
            actions.load(progress)
