"""The ways to look into a network: one file each, a module and an input in, numpy arrays out."""
