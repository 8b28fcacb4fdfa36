"""Numbers in the words of other systems: DHIS2 `dataValueSets`, with a map of identifiers. `dhis2` is pure."""
