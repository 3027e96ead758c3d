"""The pages on the real application, with Rasa out of reach."""
