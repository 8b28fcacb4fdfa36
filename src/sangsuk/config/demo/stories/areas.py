"""Landscapes in which a story can happen: districts by code, drawn by chance. Bangkok has no district offices of this kind.

Of what can happen anywhere a third is drawn among the offices of the tour, which then have figures to show.
"""

from random import Random

from sangsuk.places import queries as places

from ..staff import FOCUS

TOUR = 0.36
REGIONS = {
    "north": ("50", "51", "52", "53", "54", "55", "56", "57"),
    "isan": ("30", "31", "32", "33", "34", "35", "36", "37", "39", "40", "41", "42", "44", "45", "46", "47"),
    "central": ("12", "13", "14", "15", "16", "17", "18", "19", "60", "61", "62", "64", "65", "66", "70", "72", "73"),
    "south": ("80", "81", "82", "84", "86", "90", "91", "92", "93"),
    "east": ("20", "21", "22", "24", "25"),
}
"""By province; the landscapes below by district."""

LANDSCAPES = {
    "hills": ("5003", "5004", "5010", "5018", "5020", "5515", "5512", "5710", "5715", "5803", "5805", "5806", "5807", "6305", "6308"),
    "border": ("6304", "6306", "6307", "5709", "7108", "7003", "2706", "2703", "2207", "3206", "3308", "8504", "9010"),
    "mekong": ("4203", "4204", "4301", "4308", "4316", "3805", "3808", "4803", "4805", "4901", "4906", "3403", "3405", "5708"),
    "sea": ("7503", "7607", "7708", "8014", "8103", "8202", "8208", "8403", "8605", "9107", "9202", "9205", "2304", "2103", "2206"),
    "islands": ("8103", "8202", "8405", "2008", "2306", "2307"),
    "flood": ("1405", "1408", "1412", "1501", "1505", "1706", "6003", "6404", "6504", "6605", "9007", "8012", "3415", "3207"),
    "forest": ("6108", "6013", "7106", "7608", "2210", "2503", "3025", "4210", "3613", "6203"),
    "deep-south": ("9401", "9407", "9409", "9502", "9506", "9602", "9606", "9610"),
    "industry": ("1103", "1106", "1302", "1411", "2007", "2106", "2408", "2506", "5101", "7402"),
    "city": ("1201", "1301", "2004", "3001", "4001", "4101", "5001", "5701", "6501", "8401", "9011"),
}  # fmt: skip


def district(area: str, chance: Random) -> str:
    """A code of four figures for "sea", "isan", "5003" or "" (anywhere but Bangkok)."""
    if area in LANDSCAPES:
        return chance.choice(LANDSCAPES[area])
    if area.isdigit():
        return area
    if not area and chance.random() < TOUR:
        return chance.choice(FOCUS)
    provinces = REGIONS[area] if area else tuple(p.code for p in places.provinces() if p.code != "10")
    return chance.choice(places.inside(chance.choice(provinces))).code
