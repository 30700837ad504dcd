"""Interactive notebooks and widgets that teach how neural networks work."""
