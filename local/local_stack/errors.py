"""What can keep the local stack from working, told to the person at the keyboard."""


class StackError(Exception):
    """Its message is a sentence that says what is wrong and what to do about it."""
