"""Web: people and programs ask."""
