"""How a plan counts."""
