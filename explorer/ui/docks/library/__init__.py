"""The library: all architectures, to find and to open."""
