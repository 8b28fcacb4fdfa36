"""In which order formulas are reckoned, so that what one needs is there before it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused

from .formula import Formula

DEEPEST = 10
"""How many formulas may stand on each other."""


def ordered(formulas: Mapping[str, Formula]) -> list[str]:
    """Codes, each after all it needs. Raises Refused with the path when one comes back to itself, or is too deep."""
    done: list[str] = []
    height: dict[str, int] = {}
    for code in formulas:
        _visit(code, formulas, (), done, height)
    return done


def _visit(
    code: str, formulas: Mapping[str, Formula], path: tuple[str, ...], done: list[str], height: dict[str, int]
) -> int:
    if code not in formulas:
        return 0
    if code in height:
        return height[code]
    if code in path:
        around = " → ".join((*path[path.index(code) :], code))
        raise Refused("formula_circle", _("สูตรวนกลับมาหาตัวเอง: %(path)s") % {"path": around}, "formula")
    if len(path) >= DEEPEST:
        raise _too_deep((*path, code))
    below = [_visit(one, formulas, (*path, code), done, height) for one in formulas[code].needs]
    height[code] = 1 + max(below, default=0)
    if height[code] > DEEPEST:
        raise _too_deep((code,))
    done.append(code)
    return height[code]


def _too_deep(path: tuple[str, ...]) -> Refused:
    sentence = _("สูตรอ้างสูตรอื่นต่อกันเกิน %(most)s ชั้น: %(path)s") % {"most": DEEPEST, "path": " → ".join(path)}
    return Refused("formula_too_deep", sentence, "formula")
