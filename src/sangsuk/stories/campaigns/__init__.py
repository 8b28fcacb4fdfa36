"""Campaigns that ask for stories: what pages say of them, and how officers of the department make them."""
