"""The kinds of block a design is made of, by the key that names each."""

from evaluation.generate.blocks.areas import band, border, box, columns
from evaluation.generate.blocks.checks import checks
from evaluation.generate.blocks.ornaments import barcode, logo, qr, rule, seal
from evaluation.generate.blocks.pairs import pairs
from evaluation.generate.blocks.tables import across, table, tally
from evaluation.generate.blocks.text import at, each, space, text
from evaluation.generate.layout import Draw

KINDS: dict[str, Draw] = {
    "text": text,
    "each": each,
    "pairs": pairs,
    "table": table,
    "across": across,
    "tally": tally,
    "columns": columns,
    "box": box,
    "band": band,
    "border": border,
    "checks": checks,
    "at": at,
    "rule": rule,
    "logo": logo,
    "seal": seal,
    "qr": qr,
    "barcode": barcode,
    "space": space,
}
