"""Press releases: written, agreed on by a second person, published on a day with a number, corrected, withdrawn."""
