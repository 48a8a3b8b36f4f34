"""Builds the functions and their layers, merges the stack's template and deploys it.

The same path serves AWS and the local stack; they differ in the `Target` they build for and in the
template's parameters.
"""
