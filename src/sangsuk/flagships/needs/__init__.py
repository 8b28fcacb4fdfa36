"""Need and response: what citizens tell that a project should answer, and what was done about it."""
