"""The pictures of notebook 04, computational graphs."""
