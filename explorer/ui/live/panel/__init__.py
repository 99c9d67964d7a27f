"""The live panel as a whole: what stands in it, its keys, what it shows."""
