"""The outside world behind the services' ports: database, Rasa, script book, files, channels."""
