"""Draws certificates of completion nobody ever issued, and writes down what they say.

Two parts, `tune` and `held_out`, share this code and nothing else: designs, labels, sponsors,
courses and people of one part occur in no other. Rules are made on `tune`; figures are reported
on `held_out`.
"""
