"""Forgetting by rule: `engine` asks what is due and has it done, `executors` know how, `declared` says which table belongs
to which rule, `tombstones` remember outside the database what was forgotten, `holds` what may not be forgotten yet.
"""
