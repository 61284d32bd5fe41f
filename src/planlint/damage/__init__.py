"""What is broken in a text, and the view that sees through it."""
