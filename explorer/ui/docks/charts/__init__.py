"""The charts: figures over depth, memory, the roofline."""
