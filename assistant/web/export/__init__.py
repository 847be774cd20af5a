"""Answers and lists as files for other programs. Every quote is verified again before it is written."""
