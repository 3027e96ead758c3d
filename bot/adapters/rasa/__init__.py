"""Rasa from the outside: over HTTP, without importing it."""
