"""The shapes that programs get to read. Each reader has one of her own, so that nothing slips into the wrong one.

common.py      what several have
cases.py       a case: its owner's, an office's, the receipt of a new one
reference.py   places, words, offices, colleagues
reports.py     figures
"""
