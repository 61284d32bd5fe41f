"""What a stretch of text says, whatever the tree it stands in."""
