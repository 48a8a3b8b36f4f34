"""Asks a model on Amazon Bedrock. What it proposes is checked by `proposals`."""
