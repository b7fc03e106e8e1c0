"""SHACL: quads meet the shapes."""
