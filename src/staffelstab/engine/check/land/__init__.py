"""A whole Land: cut into districts, checked one by one, gathered."""
