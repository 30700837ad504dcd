"""The explorers of notebook 05, backpropagation."""
