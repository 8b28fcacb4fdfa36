"""How good a district office serves: self-assessment by forms that are data, visits that verify, a survey at the counter, certificates."""
