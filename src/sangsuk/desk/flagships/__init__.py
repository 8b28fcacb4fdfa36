"""The desk's pages of flagships: a wing with its own templates and words."""
