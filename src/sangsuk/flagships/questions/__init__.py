"""Questions about numbers: copied, rounded, too good, unlike the neighbours. They ask and do not accuse; the district answers."""
