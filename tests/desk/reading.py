"""Reading pages in tests as a person does: words, links, forms."""

import re
from html import unescape
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from PIL import Image

SPACE = re.compile(r"\s+")


def body(answer: Any) -> str:
    assert isinstance(answer, HttpResponse)
    return unescape(answer.content.decode())


def text(answer: Any) -> str:
    """The words of a page, without tags."""
    return SPACE.sub(" ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def numbers(answer: Any) -> list[str]:
    """The cases of a list, in their order."""
    return re.findall(r'data-case="([^"]+)"', body(answer))


def steps(answer: Any) -> set[str]:
    """The steps that have a button on the page."""
    return set(re.findall(r'data-move="([^"]+)"', body(answer)))


def coloured(answer: Any) -> list[str]:
    """The deeds of the buttons in the accent colour, beside the form that is open."""
    bar = (
        body(answer)
        .split('<div class="bar">')[1]
        .split('<section class="case__part')[0]
        .split('<form class="doing__form"')[0]
    )
    return [SPACE.sub(" ", word).strip() for word in re.findall(r'class="button"[^>]*>([^<]+)<', bar)]


def photo(name: str = "ถนน.jpg", colour: str = "teal") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (800, 600), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def paper(name: str = "หนังสือ.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n", "application/pdf")
