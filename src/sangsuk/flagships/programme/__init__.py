"""The programme of a fiscal year: its life, its words, what it is aligned with; on screen and as a file."""
