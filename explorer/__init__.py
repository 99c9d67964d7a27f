"""cnn-explorer: see, measure and watch convolutional networks."""

__version__ = "0.1.0"
