"""Finds a template's values on pages by labels, prose, tables and geometry.

Works on pages whatever their origin; read_pages.py tells the steps in order.
"""
