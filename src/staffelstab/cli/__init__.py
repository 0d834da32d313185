"""Everything the engine knows, one pipe away. `main(argv)` runs one command and returns its exit code."""
