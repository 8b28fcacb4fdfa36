"""Lessons: made of settled cases, published stories and procedures; checked by a second person; read, asked about, passed.

words.py, table.py, standing.py   what there is to say, the moves, who is what. Pure
drafting.py    the four parts out of a case or a story, masked
anonymity.py   what in a text could make somebody known
actions.py     the verbs of a lesson; recording.py its events
watching.py    what follows when its case is sealed, rests or is forgotten, or its story is taken back
queries.py     lists, search, one lesson; learner.py what somebody has read and passed, and how far an office is
grading.py     what is right of an answer. Pure; quizzing.py quizzes, questions, attempts; courses.py courses
starting.py    the lessons and questions that come with the product
"""
