"""What one forward pass does, recorded on tensors without memory."""
