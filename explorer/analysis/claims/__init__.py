"""What papers and other tools say of a network, beside our exact figures."""
