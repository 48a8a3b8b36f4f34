"""The deployed product, used the way its users and its operators use it."""
