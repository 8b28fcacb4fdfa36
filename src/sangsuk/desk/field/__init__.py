"""Visits at the desk and on a phone.

rows.py    a visit as its team reads it, and what a report adds to the story
forms.py   the report of a visit
team.py    who goes
app.py     what a phone keeps to open the page without signal
"""
