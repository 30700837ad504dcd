"""The code that runs inside the sandbox: it runs cells, and puts cases to answers.

Nothing here is trusted, since a student's code can change all of it. The process outside takes its
outputs and answers for the student's own words.
"""
