"""Store: checked quads answer queries."""
