"""Exercises, their checks and their hints."""
