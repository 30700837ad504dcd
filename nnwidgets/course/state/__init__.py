"""What the state of an explorer holds, and how it is written as one line of text."""
