"""Measures a certificate reader: certificates to read, and how well they were read."""
