"""Rights under the Personal Data Protection Act B.E. 2562: notices, requests, retention, breaches, disclosures, records.

`notices` what people are told when they tell us something; `requests/` what they ask about their own data; `retention/` how
long anything is kept and who forgets it; `breaches/` when something went wrong; `disclosures` what was given to bodies that
the law names; `records` the record of processing. `life` is the one shape of all small tables of moves in here.
"""
