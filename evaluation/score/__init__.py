"""Holds what a reader answers against what the certificates say."""
