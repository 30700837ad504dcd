"""What runs inside the sandbox: cells of a submission, and the calls that answer its cases.

Nothing here is trusted: a student's code can change all of it. It reports outputs and answers, and
the process outside believes neither more than it would believe the student's own words.
"""
