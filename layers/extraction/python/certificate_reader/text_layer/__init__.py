"""PDF files with a text layer: opening them, and grouping their characters into pages of lines."""
