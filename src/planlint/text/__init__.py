"""What a text is, and nothing about plans: spans, sources, views, damage, numerals, widths."""
