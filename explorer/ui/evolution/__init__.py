"""The family tree: milestones by year on the graph's own canvas, and a card about the one that is selected."""
