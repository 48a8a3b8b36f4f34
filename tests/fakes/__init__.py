"""In-memory parts that keep the promises of the ports. The same cases run on the real ones."""
