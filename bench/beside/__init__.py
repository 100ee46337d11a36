"""The page of today written in Django, to measure ours beside: models, a view and templates as its tutorial teaches."""
