"""The time-free sweep: all situations at once, months left aside."""
