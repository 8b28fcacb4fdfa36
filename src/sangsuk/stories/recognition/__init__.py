"""Praise reaches whom it is for: a person or a team of a district office. Nobody is ever ranked.

people.py        whom a story speaks of: matching, the sealed name, her own word that she may be named
naming.py        whose name may stand in praise: moderation asks it before a name is left in a text
certificates.py  the certificate that the district chief signs: number, paper, printing again, taking back, verifying
yearly.py        the list of a fiscal year for appraisal, as Excel and PDF, for the chief and the province
rings.py         praise that looks arranged: pure; asking.py finds it in the rows, and a person decides
"""
