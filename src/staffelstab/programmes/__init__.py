"""Programmes, actors, law and territories as data: every fact with its source and its validity."""
