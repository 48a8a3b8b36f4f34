"""The schema's history and the seed, run by a function or a command of their own."""
