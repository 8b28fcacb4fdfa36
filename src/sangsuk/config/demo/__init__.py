"""The demo world: two hundred invented matters of invented people, told by a seeded generator, so that nobody opens an
empty product. Everything goes through the same verbs as real life, with the time passed in."""
