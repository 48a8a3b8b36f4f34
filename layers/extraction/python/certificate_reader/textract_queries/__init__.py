"""Asks Amazon Textract questions about pages. What it answers is checked by `proposals`."""
