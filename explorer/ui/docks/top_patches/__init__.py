"""The pictures of a folder that excite each channel of a layer most."""
