"""What a plan says, read once from its tree."""
