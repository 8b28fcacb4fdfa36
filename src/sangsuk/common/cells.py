"""Words in the cells of tables that are given away."""

MAKES_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def no_formula(text: str) -> str:
    """A spreadsheet would reckon with what begins with '='."""
    return f"'{text}" if text.startswith(MAKES_A_FORMULA) else text
