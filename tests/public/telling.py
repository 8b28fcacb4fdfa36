"""Short ways through the three steps, as a browser without JavaScript takes them."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

STORY = "ถนนหน้าโรงเรียนน้ำท่วมทุกครั้งที่ฝนตก เด็กเดินไปเรียนไม่ได้ 🙏"
NAMED = {"identity": "named", "name": "สมชาย ใจดี (สมมติ)", "phone": "081 555 0101", "language": "th"}


def photo(name: str = "ถนน.jpg", size: tuple[int, int] = (800, 600), colour: str = "teal") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def story(client: Client, **changes: Any) -> str:
    """Step 1; gives the address of the draft."""
    answer = client.post("/tell", {"description": STORY, "wish": "ขอให้ลอกท่อ", **changes})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).removesuffix("/where")


def placed(client: Client, **changes: Any) -> str:
    """Steps 1 and 2."""
    draft = story(client, **changes)
    assert client.post(f"{draft}/where", {"place": "500107"}).status_code == 302
    assert client.post(f"{draft}/place", {"subdistrict": "500107", "place_note": "ปากซอย 5"}).status_code == 302
    return draft


def sent(client: Client, who: dict[str, str] = NAMED, **changes: Any) -> tuple[str, str]:
    """All three; gives number and key."""
    draft = placed(client, **changes)
    answer = client.post(f"{draft}/who", who)
    assert answer.status_code == 302, answer.content.decode()
    return keys(client, draft)


def keys(client: Client, draft: str) -> tuple[str, str]:
    track = client.get(f"{draft}/receipt").context["track"]
    return track.case.number, client.get(f"{draft}/receipt").context["key"]


def address(client: Client, **changes: Any) -> str:
    number, key = sent(client, **changes)
    return f"/track/{number}/{key}"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def body(answer: Any) -> bytes:
    """The bytes of a file; reading them to the end closes it."""
    return b"".join(answer.streaming_content)
