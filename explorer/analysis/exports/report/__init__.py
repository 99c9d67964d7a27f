"""A comparison as one page for reading and printing. No Qt, no torch."""
