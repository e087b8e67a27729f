"""A message taken apart: what of it asks, what it excludes, where danger may be said in it."""
