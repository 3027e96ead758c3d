"""Rasa custom actions: one thin class per scene, all of the work done by bot's services."""
