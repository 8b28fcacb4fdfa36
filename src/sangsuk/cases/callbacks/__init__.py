"""Another office asks, by lot: was it really solved?

lot.py       which share is asked, and whether the lot falls on this case (pure)
actions.py   drawing, calling, writing down
queries.py   whom my office calls, and who said that it is not solved
"""
