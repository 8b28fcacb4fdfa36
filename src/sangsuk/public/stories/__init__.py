"""Everybody's pages of stories and cards: telling, one's own page, the gallery and its feeds, films, voices."""
