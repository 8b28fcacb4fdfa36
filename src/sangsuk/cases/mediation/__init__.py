"""District mediation: its docket, its own table of moves, its people. A mediation hangs on a case of a district.

requests.py    how one begins: from a case, or from somebody at the counter
table.py       its life as one table; words.py what its stages are called, standing.py who is what to it
actions.py     its verbs; effects.py what each changes, recording.py its events
law.py         the limit, the times, the numbers: pure; rules.py the rows they come from
parties.py     the two sides, sealed; mediators.py the district's list
joint.py       where it and its case meet; following.py when the citizen takes her case back
queries.py     the docket and one mediation; story.py its lines, telling.py its messages, contracts.py its contract
imprints.py    its digests in the chain of its case; proving.py whether it is still as it was written
counting.py    its figures, and whether the docket has a gap
"""
