"""Choosing: from thousands of stories to the three, so that everybody can compute it again.

screening.py  may it go to the jury; twins.py told twice; longlist.py from ten thousand to sixty, fairly
packets.py    what a judge reads: the story without who, whose and where
rubric.py     criteria, weights, anchors; lots.py the seed bound before and shown after
assigning.py  who reads what; evenness.py how even that is
mixed.py      scores without severity: a linear mixed model; robust.py no one judge places a story alone
standing.py   the order, what leaving one judge out would do, exactly N
overruling.py otherwise than the order: by two people; record.py the document from which anybody chooses again

All these are values in, values out. With tables: rounds.py a round begins; listing.py its list and packets; jury.py who judges
and what not; reading.py marks, sealed until the end; deciding.py from opened marks to the announcement.
"""
