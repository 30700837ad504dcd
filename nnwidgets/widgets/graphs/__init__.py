"""The explorers of notebook 04, computational graphs."""
