"""Measurements of Sangsuk against a floor, each on a home and a server of its own. See README.md."""
