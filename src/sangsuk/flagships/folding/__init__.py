"""From entries to figures: exact, whole cells at a time, and again from raw whenever somebody asks.

`reckoning` and `arithmetic` are the rule, pure; `summing` is the same rule as SQL where no area has changed; `actions` folds what is
stale, `auditing` folds everything again and compares.
"""
