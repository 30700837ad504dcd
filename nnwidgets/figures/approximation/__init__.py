"""The pictures of notebook 06, universal approximation."""
