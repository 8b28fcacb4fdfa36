"""One trouble told by many: cases that are alike, joined, or supported by others. The door of this part of the room.

likeness.py    which cases are told alike
joining.py     what is linked or merged by hand (the moves themselves: workflow, effects/merging.py)
me_too.py      who says that she suffers from the same; following.py what she sees of it
groups.py      hundreds of names with one case; sheets.py how they come in a file
telling.py     the word owed to all of them
leaving.py     how they are forgotten; hers.py what she who follows asks about her own data
"""

from .following import Followed, Follower, follow, leading
from .groups import Brought, brought, closed_to_lists, names, take_in
from .hers import contact, correct, held, leave, name_of
from .joining import Joined, joined
from .leaving import forget, forget_due, kept_months, kept_until, over, stand_for, take_off
from .likeness import Alike, make_ready, similar, similar_settled, solved_alike
from .me_too import Offer, Receipt, count, counts, number_of, offers, reachable, support, supported
from .sheets import Person, Sheet, read, template
from .telling import tell_due

__all__ = [
    "Alike", "Brought", "Followed", "Follower", "Joined", "Offer", "Person", "Receipt", "Sheet", "brought",
    "closed_to_lists", "contact", "correct", "count", "counts", "follow", "forget", "forget_due",
    "held", "leave", "name_of", "over", "joined",
    "kept_months", "kept_until", "leading", "make_ready", "names", "number_of",
    "offers", "reachable", "read", "similar", "similar_settled", "solved_alike", "stand_for", "support", "supported",
    "take_in", "take_off", "tell_due", "template",
]  # fmt: skip
