"""Arrays into pictures."""
