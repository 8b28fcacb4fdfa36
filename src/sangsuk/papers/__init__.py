"""Official papers: values in, PDF out. Knows nothing of cases, asks no database.

`values` says what a paper is made of, `printing` makes the PDF, `lines` breaks Thai between words, `fonts` finds a face.
`posters`, `certificates` and `share_cards` are made of values of their own.
"""
