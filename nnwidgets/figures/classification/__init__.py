"""The pictures of notebook 02, sigmoid classification."""
