"""The shape of a topic. Sentences hold gaps in braces, filled by the teller:

{village} a village's name · {moo} its number · {temple} a temple · {school} a school · {spot} a spot in words ("ทางเข้าหมู่ 4 บ้านโนนงาม")
{since} since when ("ตั้งแต่ต้นเดือน") · {day} a weekday · {hour} a time of day ("ราวสี่ทุ่ม") · {n} a number from 3 to 30
{who} somebody's relation ("ยายข้างบ้าน") · {pol} how the citizen ends a sentence ("ครับ", "ค่ะ" or nothing) · {agency} the agency's name
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """`months` in which it happens (empty: always); `regions` where ("north", "isan", "central", "south"; empty: everywhere)."""

    category: str
    agency: str
    openings: tuple[str, ...]
    details: tuple[str, ...]
    effects: tuple[str, ...]
    wishes: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]  # what the officer asks, what the citizen answers
    additions: tuple[str, ...]  # what a citizen adds by herself
    notes: tuple[str, ...]  # an official's note inside
    news: tuple[str, ...]  # progress told to the citizen
    instructions: tuple[str, ...]  # what the agency is asked to do
    agency_notes: tuple[str, ...]
    agency_refusals: tuple[str, ...]  # why the agency sends it back
    results: tuple[str, ...]
    more_needed: tuple[str, ...]  # why a result is not enough yet
    answers: tuple[tuple[str, str], ...]  # settlement code, the closing answer
    dossiers: tuple[tuple[str, str, str], ...]  # tried, obstacle, asked
    happy: tuple[str, ...]
    unhappy: tuple[str, ...]
    months: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    picture: str = ""  # which synthetic scene fits: road, water, waste, pole, dog, smoke
