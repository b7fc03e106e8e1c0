"""Entities: mentions get identities."""
