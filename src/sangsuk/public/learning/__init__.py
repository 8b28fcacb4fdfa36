"""The public pages of learning: a wing with its own templates and words."""
