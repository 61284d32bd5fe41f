"""What the tables of a plan say: what their columns mean, and the targets and tasks of their rows."""
