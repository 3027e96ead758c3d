"""The desk over HTTP: the API for channels, pages for people."""
