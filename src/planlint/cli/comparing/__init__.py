"""The commands that put two plans side by side."""
