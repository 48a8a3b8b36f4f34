"""The parts that are drawn, by what each may be used for, and the sets that are printed
(see evaluation/README.md)."""

STRANGE = ("tune", "known", "practice", "seen")
LIFELIKE = ("usual", "common", "typical", "everyday", "workaday", "ordinary")
FOR_RULES = (*STRANGE, *LIFELIKE)
FOR_CONFIDENCES = ("calibrate",)
FOR_REPORTS = ("held_out",)
PARTS = (*FOR_RULES, *FOR_CONFIDENCES, *FOR_REPORTS)

SETS_FOR_RULES = (
    "auditor",
    "audited",
    "bodies",
    "commonest",
    "companies",
    "controller",
    "pile",
    "practitioner",
    "statewide",
    "vendors",
)
SETS_FOR_REPORTS = ("unseen",)
SETS = (*SETS_FOR_RULES, *SETS_FOR_REPORTS)
