"""The word that goes before a place's name, and the whole path as one line. Pure: codes and names in, text out."""

BANGKOK = "10"


def in_bangkok(code: str) -> bool:
    return code.startswith(BANGKOK)


def province_th(code: str, name: str) -> str:
    return name if in_bangkok(code) else f"จังหวัด{name}"


def district_th(code: str, name: str) -> str:
    return f"เขต{name}" if in_bangkok(code) else f"อำเภอ{name}"


def subdistrict_th(code: str, name: str) -> str:
    return f"แขวง{name}" if in_bangkok(code) else f"ตำบล{name}"


def village_th(moo: int, name: str) -> str:
    return f"หมู่ที่ {moo} {name}"


def province_en(code: str, name: str) -> str:
    return name if in_bangkok(code) else f"{name} Province"


def district_en(code: str, name: str) -> str:
    return f"{name} District"


def subdistrict_en(code: str, name: str) -> str:
    return f"{name} Subdistrict"


def village_en(moo: int, name: str) -> str:
    return f"Moo {moo} {name}"


def path_th(parts: list[str]) -> str:
    """From the smallest to the largest, as Thai addresses are written."""
    return " ".join(parts)


def path_en(parts: list[str]) -> str:
    return ", ".join(parts)
