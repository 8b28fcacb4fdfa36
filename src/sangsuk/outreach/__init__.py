"""Going out to where people live: a district's plan of trips, the day itself, and which villages nobody has visited.

table.py       the life of a trip as one table (pure)
actions.py     its verbs; planning.py makes trips, checking.py says what a trip may be
counting.py    who was reached and what was given, in sheets that are counted exactly once
photographs.py pictures of the day, with whether place and time agree
taking.py      cases taken on the spot: real ones, through `cases.submit`
coverage.py    which villages or sub-districts were visited within N months, and which were not
reminding.py   what happens by itself: reminders, once for each step
feeds.py       whose calendar is whose; months.py and series.py reckon days (pure)
"""
