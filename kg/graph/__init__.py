"""Graph: claims become quads."""
