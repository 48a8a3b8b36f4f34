"""Fits the numbers that the reader weighs evidence with, on certificates whose truth is known."""
