"""Sealing: what people write is encrypted in the database, with keys that are kept outside it."""
