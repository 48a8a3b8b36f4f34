"""What a service says stands in documents, checked against their pages by code.

A service proposes; nothing it says is believed for being said. Every value is looked for on the
page, and read from there with the same typed parsers as the layout reader's.
"""
