"""A QR code as a picture that lies beside a paper's words."""

import io

import segno


def picture(text: str) -> str:
    """SVG, dark on white with its quiet border."""
    out = io.BytesIO()
    segno.make(text, error="m", boost_error=False, micro=False).save(
        out, kind="svg", border=4, dark="#000", light="#fff"
    )
    return out.getvalue().decode()
