"""Draws certificates of completion nobody ever issued, and writes down what they say.

The parts share this code and nothing else: designs, sponsors, courses and people of one part occur
in no other. Rules are made on `tune`, `known` and `practice`: the latter two were kept apart until
their errors had been looked at one by one. Confidences are fitted on `calibrate`, figures reported
on `held_out`.
"""
