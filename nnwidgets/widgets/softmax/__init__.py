"""The explorers of notebook 03, softmax."""
