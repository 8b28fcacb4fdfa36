"""A citizen's own list of cases, for who signs in. Nothing here is needed to follow a case: number and key are enough.

marks.py       how people and cases stand in the tables of this package: as fingerprints and under seal
keeping.py     putting a case into one's list and taking it out; the list
delegating.py  letting a relative look or act, by a code that counts once
seats.py       as what somebody who signed in comes to a case, and what she may do there
bringing.py    a headman, for her village
look_keys.py   a second key of one case, to look only; for who has no account
"""
