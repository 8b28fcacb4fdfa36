"""The desk's pages of outreach: a wing with its own templates and words."""
