"""Certificates of completion in, a growing spreadsheet out."""

VERSION = "0.1.0"
