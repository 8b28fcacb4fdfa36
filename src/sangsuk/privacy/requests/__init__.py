"""What people ask about their own data: `table` its moves, `actions` the verbs, `queries` the register, `packing` the copy."""
