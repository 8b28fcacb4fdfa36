"""What somebody is to a sheet, and the actor of a headman or kamnan."""

from dataclasses import replace

from sangsuk.offices.actor import NATIONAL, Actor
from sangsuk.offices.models import VillagePost

from ..models import Sheet
from ..words import DISTRICT, LEVELS, PROVINCE, SUBDISTRICT, VILLAGE
from . import table

WORKS = ("officer", "chief")
POSTS = {VILLAGE: "headman", SUBDISTRICT: "kamnan"}


def holder(post: VillagePost, name: str) -> Actor:
    """A citizen who acts in her post."""
    assert post.user_id is not None
    level = VILLAGE if post.post == VillagePost.Post.HEADMAN else SUBDISTRICT
    plain = Actor.citizen("web", area=post.area_code, post=str(post.pk))
    return replace(
        plain, user_id=post.user_id, name=name, role=POSTS[level], office_level=level,
        office_code=post.area_code, province_code=post.area_code[:2],
    )  # fmt: skip


def area_of(actor: Actor) -> str:
    """The code of the area for which somebody works; "" for the department, the ministry and who has none."""
    if actor.role in POSTS.values():
        return actor.on_behalf["area"]
    if not actor.is_staff or actor.at_agency:
        return ""
    return {PROVINCE: actor.province_code, DISTRICT: actor.office_code}.get(actor.office_level, "")


def at_centre(actor: Actor) -> bool:
    return actor.is_staff and actor.role in WORKS and actor.office_code in NATIONAL


def looks(actor: Actor) -> bool:
    """Whether sheets are any of her business."""
    works = actor.is_staff and actor.role in (*WORKS, "executive")
    return works and (bool(area_of(actor)) or actor.office_code in NATIONAL)


def standings(sheet: Sheet, by: Actor) -> frozenset[str]:
    """Nothing for who only looks."""
    if by.kind == "system":
        return frozenset({table.MACHINE})
    if at_centre(by):
        above = {table.DEPARTMENT} | ({table.PROVINCE} if sheet.level == PROVINCE else set())
        return frozenset(above)
    area = area_of(by)
    works = by.role in WORKS or by.role in POSTS.values()
    if not area or not works or not sheet.area_code.startswith(area):
        return frozenset()
    if area == sheet.area_code:
        signs = by.role == "chief" or by.leads or by.role in POSTS.values()
        return frozenset({table.FILLER, table.SIGNER} if signs else {table.FILLER})
    level = by.office_level
    if level == SUBDISTRICT:
        return frozenset({table.KAMNAN})
    if level == DISTRICT:  # types and hands in for who has no telephone, and it is on record
        return frozenset({table.DISTRICT, table.FILLER, table.SIGNER})
    below = LEVELS.index(sheet.level) <= LEVELS.index(DISTRICT)
    return frozenset({table.PROVINCE}) if level == PROVINCE and below else frozenset()


def on_behalf(sheet: Sheet, by: Actor) -> bool:
    """Whether the district reports for a village or a sub-district."""
    return by.office_level == DISTRICT and sheet.level in (VILLAGE, SUBDISTRICT)
