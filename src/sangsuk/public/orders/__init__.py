"""The public pages of orders: a wing with its own templates and words."""
