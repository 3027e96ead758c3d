"""Pictures: drawn anew by Pillow, kept in a folder."""
