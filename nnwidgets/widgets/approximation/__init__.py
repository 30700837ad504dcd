"""The explorers of notebook 06, universal approximation."""
