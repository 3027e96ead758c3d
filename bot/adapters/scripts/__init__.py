"""Scripts, their vocabulary, the guard's rules and the intents, from their YAML files."""
