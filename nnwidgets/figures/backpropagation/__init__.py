"""The pictures of notebook 05, backpropagation."""
