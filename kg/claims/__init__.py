"""Claims: a Document becomes Claims."""
