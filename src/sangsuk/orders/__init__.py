"""Orders and news, numbered by year: to whom, who has read and who has acknowledged."""
