"""The pictures of notebook 01, feedforward."""
