"""For whom a citizen acts, in words: a delegate for an owner, a headman for the village or for somebody of it.

An event keeps it as `data["on_behalf"]`: {"as": "delegate"}, or {"as": "headman" | "kamnan", "area": code, "for":
"village" | "villager", "consent": how the villager agreed}. Nobody's name stands there.
"""

from collections.abc import Mapping

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing
from sangsuk.places import queries as places

DELEGATE = "delegate"
POSTS = {"headman": gettext_lazy("ผู้ใหญ่บ้าน"), "kamnan": gettext_lazy("กำนัน")}
FOR = ("village", "villager")
CONSENTS = {
    "said": gettext_lazy("บอกด้วยวาจา"),
    "phone": gettext_lazy("บอกทางโทรศัพท์"),
    "written": gettext_lazy("เขียนหรือลงชื่อไว้"),
}


def who(on_behalf: Mapping[str, str], *, hers: bool) -> str:
    """Who did it, for the line of the story; `hers`: she reads it herself."""
    role = on_behalf.get("as", "")
    if role == DELEGATE:
        return _("ท่าน (โดยผู้รับมอบหมาย) ") if hers else _("ผู้ร้อง (โดยผู้รับมอบหมาย) ")
    if role in POSTS:
        gaps = {"post": str(POSTS[role]), "area": area(on_behalf.get("area", ""))}
        if on_behalf.get("for") == "villager" and on_behalf.get("consent"):
            gaps["how"] = str(CONSENTS.get(on_behalf.get("consent", ""), ""))
            return _("%(post)s%(area)s แทนลูกบ้านซึ่งยินยอมแล้ว (%(how)s) ") % gaps
        return _("%(post)s%(area)s แทนหมู่บ้าน ") % gaps
    return _("ท่าน") if hers else _("ผู้ร้อง")


def area(code: str) -> str:
    """The name of a village or sub-district."""
    try:
        return places.title(code, get_language() or "th")
    except Missing:
        return code
