"""Sealed cases: accusations against an office or officer, tip-offs, matters of children. See docs/adr/0015-sealed-cases.md.

rule.py        who does not see a case although his office may: the one rule, condition by condition
intake.py      what a new matter is sealed by, and who is kept from it
late.py        cases from before there were seals: which of them are sealed today
way.py         where a case may go; watch.py an accused person who came to command
asking.py      what she who tells is asked
who.py         the list of those who may see a case, for its page
"""
