"""The family tree of the milestones as a drawing."""
