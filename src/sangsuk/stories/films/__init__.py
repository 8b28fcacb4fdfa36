"""Films of the chosen stories, from the treatment to the day they are shown, and taken off again.

words.py      states, papers, approvals, channels; table.py the life of a film and what stands in its way: pure
captions.py   WebVTT, checked: pure
actions.py    its verbs; recording.py its events; papers.py what is added to it; releases.py the people in it
facts_of.py   what the table must know of a film; masters.py the finished film, kept here
queries.py    what the desk and the public see; stopping.py what an author's no brings about; forgetting.py what goes
"""
