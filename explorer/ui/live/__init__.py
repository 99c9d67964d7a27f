"""The picture, its overlay and what the network says of it."""
