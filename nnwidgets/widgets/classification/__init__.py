"""The explorers of notebook 02, sigmoid classification."""
