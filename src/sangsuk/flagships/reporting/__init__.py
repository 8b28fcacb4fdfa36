"""What areas report, and how it goes up: typed, signed at home, passed above, accepted at the department.

asking.py     what a sheet asks: indicators, cells, units
numbers.py    a number as people type it
table.py      the life of a sheet
standing.py   who is what to a sheet
actions.py    the verbs of who reports; signing.py those of who signs, passes, asks and accepts
checking.py   what holds a sheet up, and what needs a word
queries.py    a sheet as its page shows it; history.py what was said when; owing.py who has not reported
opening.py    sheets are made, and by when they are due
reminding.py  the ladder of reminders; telling.py the messages
pasting.py    a block from a spreadsheet; templates.py the spreadsheet itself
evidence.py   photographs, where and when; likeness.py whether it has been seen before
phone.py      what comes from a phone, exactly once
"""
