"""What a service-backed reader needs of documents: their pages, and files the service takes."""
