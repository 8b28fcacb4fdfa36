"""The public pages of standards: a wing with its own templates and words."""
