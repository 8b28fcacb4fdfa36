"""What citizens tell of their district office: stories in campaigns and all the year, cards at the counter.

table.py       the life of a story as one table; words.py what its stages are called
drafts.py      a story told in steps; media/ its files, also in pieces; adding.py files that come after it
intake.py      a story comes in; actions.py its verbs; effects.py what each changes; recording.py its events
journal.py     tables that events alone write, as those of stories, promises, films and items to be improved
consents.py    what she allowed, use by use, in which words, and what she took back
beside.py      what she answered beside it, for herself and for moderators
standing.py    who is what to a story; queries.py what pages ask; naming.py what its office is called
authors.py     who told it; telling.py a message to her; hers.py her own page; mine.py her list when she is signed in
forgetting.py  what goes when its time is over

campaigns/     what asks for stories, and when; sources/ stories that were told elsewhere
cards/         feedback cards, all year
moderation/    nothing is shown before a person has read it
gallery/       what everybody reads, finds and takes away; what must go from the disk
answers/       the office answers, promises and proves; the way to a case and back
recognition/   praise reaches whom it is for; certificates
improvements/  what went wrong, until it is done
judging/       from many stories to the chosen ones; films/ what is made of those
"""
