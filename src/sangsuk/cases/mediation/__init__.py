"""District mediation: its docket, its own table of moves, its people. A mediation hangs on a case of a district."""
