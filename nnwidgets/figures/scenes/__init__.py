"""One file for each kind of scene that a page can draw."""
