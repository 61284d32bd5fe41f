"""What is set, and what of it holds for a document."""
