"""The desk's pages of stories and cards, part by part: addresses, forms and rows; the views stand in views/."""
