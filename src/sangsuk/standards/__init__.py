"""The standard of a district office: it looks at itself, the province comes and looks too, and citizens say how it was.

words.py              what kinds, stages and items are called
rules.py              numbers that hold from a day on
scoring.py            how points follow from an answer
forms.py, sheets.py   forms as data: making, copying, releasing; the same as CSV
table.py, standing.py the life of an assessment; who is what to it
assessing.py          a district fills and hands in, a province plans, visits and confirms
disputing.py          the objection and what is decided
marking.py            what was said of each criterion, what is missing, what it adds up to
certificates.py       what an office gets that reaches the band
surveying.py          one minute at the counter
results.py, hiding.py, estimating.py  what the answers add up to, and which sums are told to nobody
conduct.py            praise and complaints of a unit, never of a person
queries.py, actions.py, forgetting.py, telling.py  the doors, what is forgotten, what is told
"""
