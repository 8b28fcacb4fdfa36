"""The office answers a story in public, promises a change and proves it; and a story and a case may be one person's.

checking.py    what an answer may say: nobody's name or number, and more than "we have been informed"
owing.py       that an answer is owed, by when, and when it came
actions.py     the verbs: answer, promise, and each move of a promise
table.py       the life of a promise (a pledge) as one table; words.py what it is called, recording.py its events
evidence.py    photographs and papers that prove a change
machine.py     what happens by itself: reminders, promises not kept, word to the province
telling.py     messages to the writer and to the office
rails.py       a story becomes a case, an ended case invites a story; nobody else learns of it
queries.py     what the public, the writer and the desk read; counting.py the figures
"""
