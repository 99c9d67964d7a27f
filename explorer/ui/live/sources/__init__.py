"""Where pictures and frames come from, and the controls of it."""
