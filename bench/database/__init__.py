"""Databases to measure on."""
