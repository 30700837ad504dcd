"""Where grading meets nbgrader: its configuration, course, submissions and gradebook."""
