"""Simple drawn scenes instead of photographs, each marked as not real."""

from functools import cache
from io import BytesIO
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from sangsuk.cases import files
from sangsuk.cases.files import StoredFile

SIZE = (960, 720)
SKY, GROUND, DARK, WATER, LEAF, EARTH, SMOKE = (
    "#cfe3ee",
    "#b9b3a4",
    "#3b3f42",
    "#8a7a5c",
    "#4f7f3a",
    "#8c6b45",
    "#8f8f8f",
)
FONTS = (
    "/usr/share/fonts/truetype/tlwg/Loma.ttf", "/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf",
    "/usr/share/fonts/truetype/tlwg/Garuda.ttf",
)  # fmt: skip


@cache
def picture(scene: str, variant: int) -> StoredFile:
    """One scene as a stored photograph: road, water, waste, pole, dog, smoke, or a plain field."""
    return files.accept(upload(scene, variant))


def upload(scene: str, variant: int) -> SimpleUploadedFile:
    """The same, as it comes from a telephone."""
    chance = Random(f"{scene}{variant}")
    image = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 380, 960, 720), fill=GROUND)
    draw.polygon([(380, 380), (580, 380), (900, 720), (60, 720)], fill=DARK)
    _SCENES.get(scene, _field)(draw, chance)
    for _ in range(4):
        x = chance.choice((chance.randint(0, 250), chance.randint(700, 950)))
        draw.rectangle((x, 300, x + 14, 400), fill=EARTH)
        draw.ellipse((x - 50, 200, x + 60, 330), fill=LEAF)
    _mark(draw)
    out = BytesIO()
    image.save(out, "JPEG", quality=88)
    return SimpleUploadedFile(f"ภาพสมมติ-{scene or 'ทุ่งนา'}-{variant}.jpg", out.getvalue(), "image/jpeg")


def paper(called: str) -> SimpleUploadedFile:
    """A paper that nobody signed, drawn: marked as not real."""
    image = Image.new("RGB", (620, 877), "#fbfaf7")
    draw = ImageDraw.Draw(image)
    for line in range(90, 700, 36):
        draw.line((70, line, 550, line), fill="#9aa3a8", width=3)
    draw.text((70, 760), f"EXAMPLE - NOT A REAL {called.upper()}", fill="#a3271f")
    kept = BytesIO()
    image.save(kept, "PNG")
    return SimpleUploadedFile(f"{called}.png", kept.getvalue(), content_type="image/png")


def _mark(draw: ImageDraw.ImageDraw) -> None:
    """ภาพสมมติ, or "not a real photograph" where no Thai font is at hand."""
    text, font = "NOT A REAL PHOTOGRAPH (demo)", ImageFont.load_default(34)
    for path in FONTS:
        try:
            text, font = "ภาพสมมติ ไม่ใช่เหตุการณ์จริง", ImageFont.truetype(path, 34)
            break
        except OSError:
            continue
    draw.rectangle((0, 0, 960, 64), fill="#1b2a33")
    draw.text((24, 10), text, fill="#fbfaf7", font=font)


def _road(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    for _ in range(5):
        x, y, w = chance.randint(200, 680), chance.randint(470, 660), chance.randint(60, 170)
        draw.ellipse((x, y, x + w, y + w // 3), fill=WATER, outline="#222222", width=4)


def _water(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    draw.rectangle((0, 430, 960, 720), fill=WATER)
    for _ in range(14):
        x, y = chance.randint(0, 860), chance.randint(450, 700)
        draw.line((x, y, x + 90, y), fill="#a89a78", width=5)


def _waste(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    for _ in range(40):
        x, y = chance.randint(120, 480), chance.randint(520, 660)
        colour = chance.choice(("#2e5fa3", "#c8c8c8", "#1f1f1f", "#b0412e", "#dcd3a8"))
        draw.ellipse((x, y, x + 70, y + 50), fill=colour, outline="#555555")


def _pole(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    lean = chance.randint(60, 160)
    draw.line((640, 700, 640 - lean, 130), fill="#77716a", width=26)
    for offset in (0, 30, 60):
        draw.arc((-200, 40 + offset, 640 - lean, 330 + offset), 0, 90, fill="#222222", width=4)
        draw.line((640 - lean, 160 + offset, 960, 120 + offset), fill="#222222", width=4)


def _dog(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    for x in (230, 470, 660):
        y = chance.randint(520, 600)
        draw.ellipse((x, y, x + 120, y + 55), fill=EARTH)
        draw.ellipse((x + 95, y - 30, x + 150, y + 20), fill=EARTH)
        for leg in (15, 90):
            draw.rectangle((x + leg, y + 40, x + leg + 12, y + 95), fill=EARTH)


def _smoke(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    for _ in range(26):
        x, y, r = chance.randint(150, 760), chance.randint(110, 420), chance.randint(40, 110)
        draw.ellipse((x, y, x + r, y + r), fill=SMOKE)
    draw.polygon([(430, 470), (470, 390), (510, 470)], fill="#d9772b")


def _field(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    for y in range(400, 720, 40):
        draw.line((0, y, 960, y + chance.randint(-8, 8)), fill="#9c9a6c", width=6)


_SCENES = {"road": _road, "water": _water, "waste": _waste, "pole": _pole, "dog": _dog, "smoke": _smoke}
