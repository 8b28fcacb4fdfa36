"""The officer's day: filters with names, ready words, who stands in for whom, who else looks, many cases at one press.

filters.py    saved ways of looking at the queue
gaps.py       gaps in ready words, and what fills them (pure)
replies.py    ready words for the fields of moves, and the minutes they save
absences.py   who is away, and who stands in
presence.py   who has this case open just now
batches.py    one step on many cases
today.py      what today asks of one person
load.py       how much each colleague carries
"""
