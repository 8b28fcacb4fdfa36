"""A tree as text again, with no bracket more than it needs: `parse(text_of(tree)) == tree`."""

from .tree import Call, Name, Negative, Node, Number, Pair

_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def text_of(node: Node, within: str = "") -> str:
    """`within`: the project whose indicators are written by their short names."""
    return _text(node, within)[0]


def _text(node: Node, within: str) -> tuple[str, int]:
    """The text, and how tightly it holds together: 1 a sum, 2 a product, 3 one thing."""
    match node:
        case Number(amount):
            return f"{amount:f}", 3
        case Name(code):
            return code.removeprefix(f"{within}."), 3
        case Negative(of):
            text, rank = _text(of, within)
            return f"-{text if rank == 3 else f'({text})'}", 3
        case Call(word, of):
            return f"{word}({', '.join(_text(one, within)[0] for one in of)})", 3
        case Pair(op, left, right):
            rank = _RANK[op]
            before, holds = _text(left, within)
            after, also = _text(right, within)
            before = before if holds >= rank else f"({before})"
            after = after if also > rank else f"({after})"
            return f"{before} {op} {after}", rank
    raise AssertionError(node)
