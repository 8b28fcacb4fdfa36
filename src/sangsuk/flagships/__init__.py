"""Programmes of a fiscal year, their projects, indicators and targets, what districts report, and what it adds up to."""
