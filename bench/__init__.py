"""What the README claims about speed, measured: `bin/bench NAME [--json]`, each with baselines of the same run."""
