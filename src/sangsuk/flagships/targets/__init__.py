"""What is to be reached: targets, and how they are shared out to the level below."""
