"""When something went wrong with people's data: `table` its moves, `actions` the verbs, `queries` the register."""
