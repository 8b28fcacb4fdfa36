"""The form that goes up each quarter: fields 1 to 7 of the ministry's, for a district, a province or the country."""
