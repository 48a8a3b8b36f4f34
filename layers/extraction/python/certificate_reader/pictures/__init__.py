"""Pictures of pages: opening them safely, rendering them from PDFs, making them upright."""
