"""OAuth between the two sides, evaluated: real keys sign, and what is configured verifies."""
