"""Two plans side by side: what one takes up of the other, and what has changed from one draft to the next."""
