"""Whether this machine can print Thai. On a bare one the tests that print are skipped; in CI they fail."""

import os

import pytest

from sangsuk.papers import fonts

CAN_PRINT = fonts.chosen(fonts.fonts().families()) is not None
needs_thai_font = pytest.mark.skipif(
    not CAN_PRINT and not os.environ.get("CI"), reason="no Thai font on this machine: apt install fonts-thai-tlwg"
)
