"""Training: planned, announced, filled, held, judged, and what stays of it.

`table` the moves, `words` what things are called, `rules` the dated rows, `actions` the verbs of an event, `inviting` who is
asked, `seats` who comes and who waits, `attending` who was there, `opinions` what was thought of it, `certificates` the
papers, `coverage` who has not been trained, `queries` lists and pages, `telling` messages, `recording` events and their
proof, `forgetting` what is forgotten of guests.
"""
