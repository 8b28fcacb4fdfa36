"""Not a clerk but the state: what makes an officer think before she passes paper on, and what is counted of it.

thin_replies.py   replies that only pass paper on, told from those that say something (pure)
holding_up.py     such a reply is held up once, and counted
wording.py        first words for a finding, made of what officials noted (pure)
prefilling.py     those words for one case and step, and the minutes they saved
measures.py       what each office did itself in a time, in sums
"""

from .holding_up import look_again, look_again_at_counter
from .prefilling import count_kept, first_words

__all__ = ["count_kept", "first_words", "look_again", "look_again_at_counter"]
