"""Handwritten digits: a pen for them, and a network that learns to read them."""
