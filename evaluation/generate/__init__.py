"""Draws certificates of completion nobody ever issued, and writes down what they say.

The parts share this code and nothing else: designs, sponsors, courses and people of one part occur
in no other. Rules are made on `tune`, and on `known` and `seen`, which were held out until their
errors had been looked at; confidences are fitted on `calibrate`; figures are reported on
`held_out`.
"""
