"""The parts that are drawn, by what each may be used for (see evaluation/README.md)."""

FOR_RULES = ("tune", "known", "practice", "seen", "usual", "common", "typical")
FOR_CONFIDENCES = ("calibrate",)
FOR_REPORTS = ("held_out",)
PARTS = (*FOR_RULES, *FOR_CONFIDENCES, *FOR_REPORTS)
