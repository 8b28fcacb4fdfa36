"""Feedback cards, all year: twenty seconds about one visit, from a poster, a tablet at the counter, or paper.

words.py, standing.py   what answers and ways are called; who reads cards, whose sums hide small numbers
actions.py, queries.py  one comes in, a counter opens, a bundle is typed; lists, sums, what belongs on the list of improvements
weights.py, networks.py what a card counts for in sums; the networks of an office
posters.py, sheets.py   what hangs on the walls; the card on paper
forgetting.py           what goes when its time is over
"""
