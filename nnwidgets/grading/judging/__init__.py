"""Run one submission, and have its answers judged."""
