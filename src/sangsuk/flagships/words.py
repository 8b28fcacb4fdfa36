"""The words that stand in this room's columns."""

VILLAGE, SUBDISTRICT, DISTRICT, PROVINCE, COUNTRY = "village", "subdistrict", "district", "province", "country"
LEVELS = (VILLAGE, SUBDISTRICT, DISTRICT, PROVINCE, COUNTRY)
DIGITS = {VILLAGE: 8, SUBDISTRICT: 6, DISTRICT: 4, PROVINCE: 2, COUNTRY: 0}
"""How many digits of an official code name an area of that level; the country's code is ''."""

OFFICIAL, CONFIRMED, INFERRED = "official", "confirmed", "inferred"
STANDINGS = (OFFICIAL, CONFIRMED, INFERRED)
"""On whose word something of the programme stands: an official paper, the department's confirmation, or our reading."""

DRAFT, OPEN, CLOSED = "draft", "open", "closed"
PROGRAMME_STATES = (DRAFT, OPEN, CLOSED)

NATIONAL_STRATEGY, MASTER_PLAN, PLAN_13 = "national_strategy", "master_plan", "plan_13"
SDG_GOAL, SDG_TARGET = "sdg_goal", "sdg_target"
CABINET_POLICY, MINISTRY_POLICY = "cabinet_policy", "ministry_policy"
FRAMEWORKS = (NATIONAL_STRATEGY, MASTER_PLAN, PLAN_13, CABINET_POLICY, MINISTRY_POLICY, SDG_GOAL, SDG_TARGET)

UP, DOWN, NEUTRAL = "up", "down", "neutral"
DIRECTIONS = (UP, DOWN, NEUTRAL)
"""Where better lies."""

REPORTED, FACT, FORMULA = "reported", "fact", "formula"
KINDS = (REPORTED, FACT, FORMULA)
"""Where its numbers come from: somebody types them, the product itself counts them, or other indicators are reckoned with."""

SUM, MEAN, LAST, DISTINCT = "sum", "mean", "last", "distinct"
OVER_AREAS = (SUM, MEAN, DISTINCT)
OVER_TIME = (SUM, MEAN, LAST, DISTINCT)
"""How figures add up. A mean is weighted by its denominator: the numbers and the bases add up, and are divided at the end."""

# a sheet: what an area reports of a period
FILLING, READY, HANDED_IN, PASSED, ACCEPTED = "filling", "ready", "handed_in", "passed", "accepted"
RETURNED = "returned"
SHEET_STATES = (FILLING, READY, HANDED_IN, PASSED, ACCEPTED)
"""Ready: somebody of the area says that it is filled in, and somebody else there is to sign it."""
ENTRY_STATES = (FILLING, HANDED_IN, RETURNED, PASSED, ACCEPTED)
"""An entry is typed, handed in by its own area, passed by the area above (province for a district), accepted by the department; or
returned with a question. Only what is passed or accepted counts in figures."""
COUNTS = (PASSED, ACCEPTED)

THEN, NOW = "then", "now"
VIEWS = (THEN, NOW)
"""Areas as they were in the period, or as they are now."""

PLANNED, STARTED, DONE, NOT_APPLICABLE = "planned", "started", "done", "not_applicable"
COVERAGE_STATES = (PLANNED, STARTED, DONE, NOT_APPLICABLE)

NEW, SEEN, ASKED = "new", "seen", "returned"
COVERAGE_LOOKS = (NEW, SEEN, ASKED)
"""What the province makes of what a district says: not looked at yet, seen, or sent back with a question."""
