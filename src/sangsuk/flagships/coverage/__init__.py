"""How far each of the ten projects is in each district: said by the district, seen by the province, derived by nobody."""
