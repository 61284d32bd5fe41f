"""What a plan refers to: in itself, beside itself, and elsewhere."""
