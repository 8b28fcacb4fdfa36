"""Figures as people read them: a board of an area and a period, and the passport of each figure on it."""
