"""The commands for many documents."""
