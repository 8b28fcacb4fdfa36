"""What people complain about: one module a topic, each with a `TOPIC`."""

from .topic import Topic

NAMES = (
    "road", "flood", "drought", "electricity", "waterworks", "land", "debt", "drugs", "noise", "conduct",
    "welfare", "waste", "dogs", "elephants", "irrigation", "scam", "market", "light", "burning", "bridge",
)  # fmt: skip


def topics() -> list[Topic]:
    from importlib import import_module

    return [import_module(f"{__name__}.{name}").TOPIC for name in NAMES]
