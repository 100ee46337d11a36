"""Tests, in folders of the same names as the rooms of app/; house/ holds the rules that hold for all rooms."""
