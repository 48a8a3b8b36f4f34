"""Throwaway package for checking the stack."""
