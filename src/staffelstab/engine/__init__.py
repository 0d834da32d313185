"""The storey that thinks: pure Python with array kernels, no framework, no network."""
