"""A process with nothing around it, and what crosses its border."""
