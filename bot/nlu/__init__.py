"""The Rasa side: graph components of the NLU pipeline, training and loading of models."""
