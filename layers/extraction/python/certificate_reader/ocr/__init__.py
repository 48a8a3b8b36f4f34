"""Reads the words in pictures of pages."""
