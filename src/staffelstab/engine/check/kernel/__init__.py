"""The search itself, compiled, and the arrays it reads."""
