"""The parts that are drawn, by what each may be used for (see evaluation/README.md)."""

STRANGE = ("tune", "known", "practice", "seen")
LIFELIKE = ("usual", "common", "typical", "everyday", "workaday", "ordinary")
FOR_RULES = (*STRANGE, *LIFELIKE)
FOR_CONFIDENCES = ("calibrate",)
FOR_REPORTS = ("held_out",)
PARTS = (*FOR_RULES, *FOR_CONFIDENCES, *FOR_REPORTS)
