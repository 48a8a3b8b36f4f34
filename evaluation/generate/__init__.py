"""Draws certificates of completion nobody ever issued, and writes down what they say.

The parts share this code and nothing else: designs, sponsors, courses and people of one part occur
in no other. Rules are made on `tune`, and on `known`, `practice` and `seen`, which were kept apart
until their errors had been looked at one by one; confidences are fitted on `calibrate`; figures are
reported on `held_out`.
"""
