"""How well messages with known meanings were understood: pure figures, no model and no files."""
