"""The pictures of notebook 03, softmax."""
