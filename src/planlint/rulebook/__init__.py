"""Rules: decoded from YAML, kept, tried on their own examples, explained."""
