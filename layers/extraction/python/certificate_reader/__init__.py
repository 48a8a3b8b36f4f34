"""Reads certificates: documents and field specifications in, values with evidence out.

A pure library. It knows no storage, no database and no sheet, and imports nothing of
the rest of the project.
"""
