"""The part that works with nbgrader: configuration, course, submissions, gradebook, export."""
