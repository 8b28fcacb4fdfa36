"""Practices: a district writes what it did, the province checks, other districts take it over and say whether it worked."""
