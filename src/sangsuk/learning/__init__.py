"""People who learn: training, certificates, lessons from settled matters and from stories, practices that others adopt."""
