"""Marks of tests: `ON_ONE` runs a test on SQLite alone, because what it asks is settled before or after the database."""

import pytest

# Not for what is kept, found, ordered or refused by the database, nor for who may read what: that is asked on both.
ON_ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")
