"""Going out to people: plans, mobile units by village, services given, matters taken on the spot, villages not yet visited."""
