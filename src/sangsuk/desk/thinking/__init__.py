"""What helps to think before a step, and the figures that say whether it is done.

aids.py      beside the form: how alike cases were solved, the law, the letter
figures.py   the report: one line an office
"""
