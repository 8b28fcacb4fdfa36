"""Orders and news, numbered by year: to whom, who has read, who has acknowledged, and what the public is told.

words.py       what kinds, states and stages are called; text.py plain text with headings and lists
table.py       the life of an order as one table; standing.py who is what to it; checking.py what an order must say
actions.py     its verbs, and the rows of law that are loaded; issuing.py its number, addressees and days; papers.py its paper
reaching.py    which offices and people an order is for
receipts.py    read, acknowledged, reported; reminding.py the ladder of reminders; telling.py the messages
queries.py     what pages ask; overview.py who has not acknowledged, by place; sheets.py the same as a table to take away
numbering.py   numbers without gaps, also for news/
news/          press releases: written, agreed on by a second person, published on a day, corrected, withdrawn
"""
