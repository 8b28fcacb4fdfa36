"""Nothing is published before a person has read it. What is found in a text, proposed, decided, and by when.

signs.py      words that are looked for: rows with a source, kept at the desk
found.py      the values that a look gives: proposals, alarms, the score of anonymity
masks.py      personal data and names: what stands there instead
places.py     which house, which village, which sub-district; moments.py when it was, how old somebody is
pieces.py     what makes somebody known in a small place
grading.py    the lanes, the grade of severity, the score; words.py how they are called
review.py     one look at one text, and a text with what was accepted in it
rows.py       the rows of all this, from the database; placing.py lane and clock of a story, duty.py the duty officer
names.py      whose name may stand, by whose consent; pen_names.py a pen name is read too
answers.py    what people answered to each proposal; deciding.py what must hold before a decision stands
queries.py    the queue and one story at the desk; wording.py what its author reads; difference.py told and shown side by side
clocks.py     by when somebody must have looked
"""
