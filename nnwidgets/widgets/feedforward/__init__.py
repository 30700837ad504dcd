"""The explorers of notebook 01, feedforward."""
