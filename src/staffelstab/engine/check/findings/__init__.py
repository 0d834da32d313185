"""One module per finding: which profiles, which story."""
