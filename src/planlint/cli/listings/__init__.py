"""The commands that show what plans say: structure, tasks, targets."""
