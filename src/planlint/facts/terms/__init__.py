"""The words that a plan writes."""
