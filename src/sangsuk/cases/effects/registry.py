"""What is particular to each move. The modules beside fill it; whoever needs the effect of another move asks here."""

from .base import Changes, Doing, Effect

EFFECTS: dict[str, Effect] = {}


def particular(doing: Doing) -> Changes:
    effect = EFFECTS.get(doing.move.name)
    return effect(doing) if effect else {}
