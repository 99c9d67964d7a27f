"""What the graph view says of a network: its blocks, their words, figures, search and exports (no torch, no Qt)."""
