"""Areas that change: what became of a district, since when, and since when we know. `succession` is pure."""
