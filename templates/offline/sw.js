// The worker (version {{ version }}).
