"""Typed values: what counts as a date, an amount of credits, a name; and their normal forms."""
