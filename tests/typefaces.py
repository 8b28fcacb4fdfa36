"""Whether this machine can print Thai. On a bare one the tests that print are skipped; in CI they fail."""

import os

import pytest

from sangsuk.papers import fonts

HERE = fonts.among(fonts.fonts().families())
in_every_typeface = pytest.mark.parametrize("face", HERE, ids=lambda face: face.family)
"""Of those that may be printed with, each that this machine has."""
needs_thai_font = pytest.mark.skipif(
    not HERE and not os.environ.get("CI"), reason="no Thai font on this machine: apt install fonts-thai-tlwg"
)
