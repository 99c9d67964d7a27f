"""The compared networks on one picture: both see the same frame, each shows its layer of the same stage."""
