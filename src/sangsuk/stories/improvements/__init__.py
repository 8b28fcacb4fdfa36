"""The improvement list of an office: what stories and cards say went wrong and cases suggest, taken up, planned, done, told.

`table` the moves, `opening` how an item comes and goes, `suggestions` which cases stand on it, `actions` the verbs, `linking` what is promised in an answer,
`recording` events and their proof, `queries` lists and counts, `forgetting` what is forgotten with a case.
"""
