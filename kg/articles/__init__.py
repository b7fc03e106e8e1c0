"""Articles: a file becomes a Document."""
