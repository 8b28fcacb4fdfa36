"""What citizens tell of their district office: stories in campaigns and all the year, cards at the counter.

table.py       the life of a story as one table; words.py what its stages are called
intake.py      a story comes in; actions.py its verbs; effects.py what each changes; recording.py its events
consents.py    what she allowed, use by use, in which words, and what she took back
standing.py    who is what to a story; queries.py what pages ask; authors.py who told it, telling.py a message to her
forgetting.py  what goes when its time is over
judging/       from many stories to the chosen ones
"""
