"""The lives that a matter can have: who makes which move after how long. One row of the table is one life."""

from dataclasses import dataclass

CITIZEN, OFFICER, CHIEF, AGENCY, PROVINCE, MINISTRY = "citizen", "officer", "chief", "agency", "province", "ministry"
GOVERNOR, MACHINE = "governor", "machine"


@dataclass(frozen=True)
class Step:
    """`hours` from the step before: open office hours for officials, hours by the clock for citizens."""

    move: str
    by: str
    hours: tuple[float, float]


@dataclass(frozen=True)
class Life:
    """How often, how many days ago at least and at most it ended up where it is, and its steps."""

    name: str
    count: int
    since_days: tuple[float, float]
    steps: tuple[Step, ...]
    district: str = ""
    mission: str = "grievance"
    service_class: str = "general"


_FROM_DESK = {
    "categorise": (0.1, 1), "ask": (0.5, 8), "note": (0.5, 10), "inform": (4, 24), "hand_to_agency": (1, 10), "recall": (8, 20),
    "send_back": (2, 8), "report": (10, 40), "close": (2, 12), "pass_up": (14, 50), "proceed": (60, 90), "redirect": (0.5, 5),
    "delegate": (0.2, 3), "take": (0.5, 5), "attach": (1, 12), "accept": (0.5, 7), "return_down": (4, 14), "take_over": (10, 30),
    "agency_accept": (2, 12), "agency_return": (4, 16), "screen": (0.3, 4), "serve": (0.02, 0.1), "classify": (0.2, 2), "checklist": (0.3, 3),
    "add_agency": (1, 8), "confirm_task": (1, 6), "chase": (20, 40), "order_visit": (0.5, 4), "report_visit": (5, 20),
    "cancel_visit": (3, 8), "relieve": (1, 10), "refer": (1, 8), "refer_out": (2, 10), "referral_answer": (5, 25),
    "ask_other": (1, 8), "other_answers": (5, 20), "meet": (1, 6), "minutes": (20, 40), "tell_result": (2, 12),
    "settle": (40, 60), "approve": (1, 6), "disapprove": (1, 6), "take_back": (0.5, 2), "refuse": (1, 8), "direct": (1, 8),
    "watch": (1, 8), "suspend": (4, 20), "resume": (20, 60), "to_mediation": (3, 10), "mediation_ends": (40, 90),
    "link": (1, 5), "unlink": (2, 20), "merge": (0.5, 4), "unmerge": (5, 20), "remind": (106, 112), "lapse": (8, 9), "escalate": (100, 110),
    "settle_told": (50, 56), "seal": (0.2, 2), "entrust": (0.2, 2), "accuse": (1, 8), "ask_unseal": (4, 12), "unseal": (1, 6),
    "keep_sealed": (1, 6),
}  # fmt: skip
_FROM_CITIZEN = {
    "agree": (5, 60),
    "object": (5, 60),
    "appeal": (20, 90),
    "answer": (3, 50),
    "add": (5, 70),
    "withdraw": (20, 90),
    "rate": (4, 60),
    "reopen": (10, 100),
}


_ITSELF = ("remind", "lapse", "escalate", "settle_told")


def _life(name: str, count: int, since_days: tuple[float, float], *moves: str, **more: str) -> Life:
    """`move` by the officer of the case's own centre, `who:move` by somebody else."""
    steps = []
    for move in moves:
        who, _, verb = move.rpartition(":")
        by = CITIZEN if verb in _FROM_CITIZEN else MACHINE if verb in _ITSELF else who or OFFICER
        steps.append(Step(verb, by, _FROM_CITIZEN.get(verb) or _FROM_DESK[verb]))
    return Life(name, count, since_days, tuple(steps), **more)


_HANDED = ("accept", "categorise", "hand_to_agency")
_WORKED = (*_HANDED, "agency:agency_accept", "agency:report")

READ_BY_TWO = "sealed, a colleague reads it"

LIVES: tuple[Life, ...] = (
    _life("new today", 12, (0.02, 0.9)),
    _life("new and late", 4, (6, 9)),
    _life("new with more to say", 4, (0.1, 1), "add"),
    _life("accepted", 13, (0.1, 6), "accept", "note"),
    _life("given to a colleague", 3, (0.1, 3), "chief:accept", "chief:delegate", "note"),
    _life("taken from the chief", 2, (0.1, 3), "chief:accept", "take"),
    _life("asked", 10, (0.2, 4), "accept", "ask"),
    _life("asked and answered", 7, (0.1, 3), "accept", "categorise", "ask", "answer"),
    _life("went on without an answer", 3, (0.5, 2), "accept", "ask", "proceed"),
    _life("told how it goes", 10, (0.1, 5), "accept", "categorise", "note", "inform"),
    _life("long without news", 4, (20, 30), "accept", "note"),
    _life("sent to an agency", 8, (0.2, 4), *_HANDED),
    _life("the agency works", 10, (0.3, 7), *_HANDED, "agency:agency_accept", "agency:note"),
    _life("the agency sent it back", 4, (0.1, 2), *_HANDED, "agency:agency_return", "inform"),
    _life("called back from the agency", 3, (0.2, 2), *_HANDED, "recall"),
    _life("there is a result", 9, (0.1, 2.5), *_WORKED, "attach"),
    _life("the result is not enough", 4, (0.1, 2), *_WORKED, "send_back", "inform"),
    _life("own result", 4, (0.1, 2.5), "accept", "inform", "note", "report"),
    _life("settled with an agency", 15, (6, 60), *_WORKED, "close", "rate"),
    _life("settled by the centre", 12, (3, 50), "accept", "note", "inform", "close", "rate"),
    _life("settled in silence", 8, (2, 50), *_WORKED, "close"),
    _life("settled, then opened again", 5, (0.1, 1.2), *_WORKED, "close", "reopen"),
    _life("opened again and taken up", 3, (0.3, 4), *_WORKED, "close", "rate", "reopen", "accept"),
    _life("withdrawn", 5, (2, 30), "accept", "withdraw"),
    _life("passed up", 5, (0.1, 1.2), "accept", "note", "inform", "pass_up"),
    _life("the province works", 4, (0.2, 4), "accept", "inform", "pass_up", "province:accept", "province:inform"),
    _life("passed up to the ministry", 4, (0.1, 1.2), "accept", "inform", "pass_up", "province:accept", "province:inform",
          "province:pass_up"),
    _life("the ministry works", 3, (0.3, 4), "accept", "inform", "pass_up", "province:accept", "province:inform",
          "province:pass_up", "ministry:accept", "ministry:note"),
    _life("returned down", 3, (0.1, 1), "accept", "inform", "pass_up", "province:return_down"),
    _life("taken over", 3, (0.2, 4), "accept", "note", "province:take_over", "province:inform"),
    _life("sent to the right centre", 4, (0.1, 1), "redirect"),
    _life("looked at before it is taken up", 2, (0.1, 1), "screen"),
    _life("answered at the counter", 6, (0.1, 20), "serve", mission="advice"),
    _life("information given", 4, (0.1, 20), "serve", mission="information"),
    _life("two agencies", 2, (0.2, 3), *_HANDED, "add_agency", "agency:agency_accept", "agency:report", "confirm_task", "chase"),
    _life("gone to see", 3, (0.2, 3), "accept", "classify", "order_visit", "report_visit", "inform"),
    _life("to be gone to see", 3, (0.1, 0.9), "accept", "classify", "order_visit", district="5001"),
    _life("not gone", 2, (1, 4), "accept", "order_visit", "cancel_visit"),
    _life("relief at once", 4, (1, 20), "accept", "order_visit", "report_visit", "relieve", "tell_result", "agree", "rate"),
    _life("told, and not yet agreed", 3, (0.2, 3), *_WORKED, "tell_result"),
    _life("told, and still not well", 2, (0.2, 2), *_WORKED, "tell_result", "object"),
    _life("told, and nobody objected", 2, (3, 20), *_WORKED, "tell_result", "settle_told"),
    _life("told and settled", 1, (3, 20), *_WORKED, "tell_result", "settle"),
    _life("helped by welfare", 2, (0.5, 5), "accept", "refer", "referral_answer", "inform"),
    _life("gone to another body", 2, (2, 20), "accept", "ask_other", "other_answers", "refer_out", "referral_answer"),
    _life("a meeting", 2, (0.3, 4), "accept", "meet", "minutes", "inform"),
    _life("refused", 2, (1, 15), "screen", "checklist", "refuse", "chief:approve"),
    _life("refused and appealed", 2, (0.1, 0.9), "checklist", "refuse", "chief:approve", "appeal"),
    _life("before the court", 2, (1, 10), "accept", "suspend"),
    _life("no longer before the court", 1, (0.5, 4), "accept", "suspend", "resume"),
    _life("at the table", 1, (0.5, 5), "accept", "to_mediation"),
    _life("settled at the table", 1, (3, 20), "accept", "to_mediation", "mediation_ends", "close"),
    _life("linked", 1, (0.2, 3), "accept", "link", district="5001"),
    _life("linked by mistake", 1, (1, 4), "accept", "link", "unlink", "inform", district="5001"),
    _life("merged", 2, (0.5, 5), "accept", "merge", district="5001"),
    _life("merged and apart again", 1, (0.2, 2), "accept", "merge", "unmerge", district="5001"),
    _life("a second person agreed", 1, (1, 10), "accept", "inform", "close", "chief:approve", service_class="important"),
    _life("a second person did not", 1, (0.2, 2), "accept", "close", "take_back", "close", "chief:disapprove", service_class="important"),
    _life("waits for a second person", 2, (0.1, 0.8), "accept", "inform", "close", service_class="important", district="5001"),
    _life(READ_BY_TWO, 1, (0.2, 3), "chief:accept", "chief:seal", "chief:entrust", "inform", district="5001"),
    _life("stays sealed", 1, (0.5, 3), "chief:accept", "chief:seal", "chief:ask_unseal", "province:keep_sealed"),
    _life("opened by two", 1, (0.5, 3), "chief:accept", "chief:seal", "chief:ask_unseal", "province:unseal"),
    _life("the office itself is complained of", 1, (0.5, 3), "accept", "accuse", "province:accept", "province:inform", district="5001"),
    _life("nobody took it up", 1, (0.2, 2), "accept", "pass_up", "lapse"),
    _life("climbed by itself", 2, (0.2, 0.9), "accept", "remind", "remind", "remind", "escalate", "governor:direct"),
    _life("climbed and seen", 1, (0.1, 0.9), "accept", "remind", "remind", "remind", "escalate", "governor:watch", "province:accept"),
)  # fmt: skip

BANGKOK: tuple[Life, ...] = (
    _life("at the khet, new", 3, (0.3, 3)),
    _life("at the khet, being worked on", 4, (0.5, 6), "agency:agency_accept", "agency:note"),
    _life("at the khet, with a result", 2, (0.1, 2), "agency:agency_accept", "agency:report"),
    _life("at the khet, settled", 3, (5, 40), "agency:agency_accept", "agency:report", "close", "rate"),
)
"""A matter in Bangkok goes to its khet at once; the ministry's centre answers for it."""

PLAIN = frozenset({
    "new today", "new and late", "accepted", "asked", "asked and answered", "told how it goes", "own result", "withdrawn",
    "settled by the centre", "long without news",
})  # fmt: skip
"""The lives of an accusation: it begins at the province, and no agency works on it."""
