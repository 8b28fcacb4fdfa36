"""Sealed data are opened by the machine in places that are listed here, and for a person's eyes behind one door only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import sangsuk

HOUSE = Path(sangsuk.__file__).parent
OPENERS = {"unseal", "unseal_field"}
MACHINE = {
    "common/sealing.py": "the function itself",
    "common/sealed.py": "one value by its place",
    "common/resealing.py": "sealed anew under another key, seen by nobody",
    "accounts/adapters.py": "a code of a second factor is compared",
    "accounts/sealed_factors.py": "sealed anew under another key, seen by nobody",
    "notifications/carriers.py": "the address that a message goes to",
    "cases/drafts.py": "what she has typed herself, shown to her",
    "cases/reporters.py": "`contact`: where the machine writes to; `reveal` goes through the door",
    "cases/reprinting.py": "fingerprints for who was told about before there were any, seen by nobody",
    "cases/mediation/parties.py": "`contact`: likewise; names compared, so that no party is the mediator",
    "cases/mediation/recording.py": "words said in the room: what happened, not who; for the room only; digests of a docket",
    "cases/migrations/0026_dockets_chained.py": "digested into the chain of the case, seen by nobody",
    "cases/repeats/telling.py": "where those who support a case are told of its end",
    "cases/repeats/hers.py": "to her who follows, with her own key: her copy, her correction, a message to her",
    "cases/visits/queries.py": "her own name, to take it out of what a team carries along",
    "notifications/hooks.py": "a secret that signs what another office's machine is told",
    "privacy/requests/queries.py": "what she asked about her own data: for her, and for whom it is addressed to",
    "accounts/citizens.py": "her own account, shown to her",
    "cases/mine/delegating.py": "the names of those two who trust each other, shown to them",
    "cases/mine/marks.py": "which of her own cases she keeps",
    "offices/posts.py": "who was appointed, for the district that appointed her",
    "cases/overseeing.py": "names of public figures, for the officer who keeps that list and nobody else",
    "stories/drafts.py": "what she has typed herself, shown to her",
    "stories/sources/actions.py": "a post from elsewhere: for the official who matches it and asks its author",
    "stories/films/releases.py": "who is in a film: for the department that made the release, and for herself",
    "stories/authors.py": "`contact`: where the machine writes to, and the name that she allows to be shown",
    "stories/judging/listing.py": "the seed of a round, for the machine that draws lots",
    "stories/judging/reading.py": "a judge's own marks, shown to her; all marks at once when a round has ended",
    "stories/recognition/people.py": "names of officials that citizens praise: for herself, her own office and its province",
    "stories/recognition/naming.py": "compared by the machine with a name in a story, seen by nobody",
    "stories/recognition/certificates.py": "the same name on the certificate that she is given",
    "cases/reading.py": "THE DOOR: it writes down who looks before it opens",
}
CONTACT = {
    "cases/actions.py": "a message to her", "cases/letters/issuing.py": "whether a letter to others names her",
    "cases/mediation/requests.py": "she becomes a party, sealed again", "cases/mediation/telling.py": "a message to her",
    "cases/mediation/parties.py": "names compared", "cases/receipts.py": "sealed again into her own receipt",
    "cases/correcting.py": "corrected at her word, sealed again", "privacy/breaches/actions.py": "a message to her",
    "privacy/requests/telling.py": "a message to her", "privacy/requests/packing.py": "the copy that she asked for",
    "cases/repeats/hers.py": "the copy that she asked for who follows",
    "cases/overseeing.py": "a message to her", "privacy/requests/effects.py": "`correcting.contact`, the verb", "cases/telling.py": "a message to her",
    "stories/improvements/telling.py": "a message to her",
    "stories/judging/listing.py": "taken out of what judges read",
    "learning/lessons/drafting.py": "taken out of the draft of a lesson",
    "stories/answers/rails.py": "her own contact goes along into the case that she makes of her story",
    "stories/recognition/asking.py": "compared by digest, whether one contact praises again and again",
    "stories/telling.py": "a message to her", "stories/effects.py": "her real name beside her story, while she allows that",
}  # fmt: skip
"""Where `contact` may be asked: what it gives is handed to a message, a comparison or another seal, never to a page."""


def calls(names: set[str]) -> Iterator[tuple[str, int]]:
    for path in sorted(HOUSE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield path.relative_to(HOUSE).as_posix(), node.lineno


def test_sealed_values_are_opened_in_the_listed_places_only():
    found = [(where, line) for where, line in calls(OPENERS) if where not in MACHINE]
    assert not found, "open it through cases.reading.opened, which writes the look down first"


def test_what_the_machine_opens_for_a_message_goes_to_no_page():
    assert {where for where, _line in calls({"contact"})} <= set(CONTACT)


def test_no_face_opens_anything_itself():
    assert not [where for where, _line in calls(OPENERS) if where.split("/")[0] in ("desk", "public", "api", "insight")]


def test_the_log_of_readings_is_written_at_the_door_only():
    assert {where for where, _line in calls({"record_reading"})} <= {"cases/reading.py"}


def test_the_list_names_no_place_that_opens_nothing():
    assert set(MACHINE) == {where for where, _line in calls(OPENERS)} | {"common/sealing.py"}
