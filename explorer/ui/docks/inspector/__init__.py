"""The inspector: what is known of the selected operator, block or network."""
