"""The steps of a case as the desk offers them.

bar.py             which step comes next, which stand beside it, how the others are grouped
forms.py           the form of a step, made from the workflow table
fields.py          one form field for each field of that table
ready_words.py     texts with gaps, offered for a field
confirmations.py   what is said when a step has been made
"""
