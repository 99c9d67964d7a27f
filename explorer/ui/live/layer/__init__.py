"""The lower part of the live panel: one layer, and its channels."""
