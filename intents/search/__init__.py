"""Which entries a query may mean: ranked by words and spelling, with calibrated probabilities."""
