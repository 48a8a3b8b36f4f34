"""One file per command, or per few commands about one thing."""
