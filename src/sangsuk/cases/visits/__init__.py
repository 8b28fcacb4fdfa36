"""Going there to look: ordered from the case, carried on a phone, reported once.

queries.py        what waits for a team, what is late, what was reported; whom the team met, with a reason
phone_report.py   a report as a phone sends it: read, checked, known again by its bytes (pure)
reporting.py      a photograph that comes ahead of its report, and the report, taken in exactly once
event_rows.py     the rows that the events of a visit write, whatever door they came in by
"""
