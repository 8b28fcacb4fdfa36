"""The lives that a matter can have: who makes which move after how long. One row of the table is one life."""

from dataclasses import dataclass

CITIZEN, OFFICER, CHIEF, AGENCY, PROVINCE, MINISTRY = "citizen", "officer", "chief", "agency", "province", "ministry"


@dataclass(frozen=True)
class Step:
    """`hours` from the step before: open office hours for officials, hours by the clock for citizens."""

    move: str
    by: str
    hours: tuple[float, float]


@dataclass(frozen=True)
class Life:
    """How often, how many days ago at least and at most it began, and its steps."""

    name: str
    count: int
    days: tuple[float, float]
    steps: tuple[Step, ...]


_ACCEPT = Step("accept", OFFICER, (0.5, 6))
_FROM_DESK = {
    "categorise": (0.1, 1), "ask": (0.5, 8), "note": (0.5, 10), "inform": (4, 24), "hand_to_agency": (1, 10), "recall": (8, 20),
    "send_back": (2, 8), "report": (10, 40), "close": (2, 12), "pass_up": (14, 50), "proceed": (60, 90), "redirect": (0.5, 5),
    "delegate": (0.2, 3), "take": (0.5, 5), "attach": (1, 12), "accept": (0.5, 7), "return_down": (4, 14), "take_over": (10, 30),
    "agency_accept": (2, 12), "agency_return": (4, 16),
}  # fmt: skip
_FROM_CITIZEN = {"answer": (3, 50), "add": (5, 70), "withdraw": (20, 90), "rate": (4, 60), "reopen": (10, 100)}


def _life(name: str, count: int, days: tuple[float, float], *moves: str) -> Life:
    """`move` by the officer of the case's own centre, `who:move` by somebody else."""
    steps = []
    for move in moves:
        who, _, verb = move.rpartition(":")
        by = CITIZEN if verb in _FROM_CITIZEN else who or OFFICER
        steps.append(Step(verb, by, _FROM_CITIZEN.get(verb) or _FROM_DESK[verb]))
    return Life(name, count, days, tuple(steps))


_HANDED = ("accept", "categorise", "hand_to_agency")
_WORKED = (*_HANDED, "agency:agency_accept", "agency:report")

LIVES: tuple[Life, ...] = (
    _life("new today", 12, (0.02, 0.9)),
    _life("new and late", 4, (6, 9)),
    _life("new with more to say", 4, (1, 3), "add"),
    _life("accepted", 13, (2, 9), "accept", "note"),
    _life("given to a colleague", 3, (4, 12), "chief:accept", "chief:delegate", "note"),
    _life("taken from the chief", 2, (4, 12), "chief:accept", "take"),
    _life("asked", 10, (4, 9), "accept", "ask"),
    _life("asked and answered", 7, (9, 16), "accept", "categorise", "ask", "answer"),
    _life("went on without an answer", 3, (25, 40), "accept", "ask", "proceed"),
    _life("told how it goes", 10, (7, 14), "accept", "categorise", "note", "inform"),
    _life("long without news", 4, (30, 45), "accept", "note"),
    _life("sent to an agency", 8, (5, 10), *_HANDED),
    _life("the agency works", 10, (9, 16), *_HANDED, "agency:agency_accept", "agency:note"),
    _life("the agency sent it back", 4, (9, 14), *_HANDED, "agency:agency_return", "inform"),
    _life("called back from the agency", 3, (14, 20), *_HANDED, "recall"),
    _life("there is a result", 9, (16, 26), *_WORKED, "attach"),
    _life("the result is not enough", 4, (18, 26), *_WORKED, "send_back", "inform"),
    _life("own result", 4, (14, 22), "accept", "inform", "note", "report"),
    _life("settled with an agency", 15, (25, 75), *_WORKED, "close", "rate"),
    _life("settled by the centre", 12, (15, 60), "accept", "note", "inform", "close", "rate"),
    _life("settled in silence", 8, (20, 60), *_WORKED, "close"),
    _life("settled, then opened again", 5, (30, 50), *_WORKED, "close", "reopen"),
    _life("opened again and taken up", 3, (35, 60), *_WORKED, "close", "rate", "reopen", "accept"),
    _life("withdrawn", 5, (8, 40), "accept", "withdraw"),
    _life("passed up", 5, (12, 18), "accept", "note", "inform", "pass_up"),
    _life("the province works", 4, (18, 28), "accept", "inform", "pass_up", "province:accept", "province:inform"),
    _life("passed up to the ministry", 4, (32, 45), "accept", "inform", "pass_up", "province:accept", "province:inform",
          "province:pass_up"),
    _life("the ministry works", 3, (36, 50), "accept", "inform", "pass_up", "province:accept", "province:inform",
          "province:pass_up", "ministry:accept", "ministry:note"),
    _life("returned down", 3, (20, 28), "accept", "inform", "pass_up", "province:return_down"),
    _life("taken over", 3, (14, 24), "accept", "note", "province:take_over", "province:inform"),
    _life("sent to the right centre", 4, (3, 8), "redirect"),
)  # fmt: skip

BANGKOK: tuple[Life, ...] = (
    _life("at the khet, new", 3, (0.5, 3)),
    _life("at the khet, being worked on", 4, (6, 12), "agency:agency_accept", "agency:note"),
    _life("at the khet, with a result", 2, (14, 22), "agency:agency_accept", "agency:report"),
    _life("at the khet, settled", 3, (20, 50), "agency:agency_accept", "agency:report", "close", "rate"),
)
"""A matter in Bangkok goes to its khet at once; the ministry's centre answers for it."""

PLAIN = frozenset({
    "new today", "new and late", "accepted", "asked", "asked and answered", "told how it goes", "own result", "withdrawn",
    "settled by the centre", "long without news",
})  # fmt: skip
"""The lives of an accusation: it begins at the province, and no agency works on it."""
