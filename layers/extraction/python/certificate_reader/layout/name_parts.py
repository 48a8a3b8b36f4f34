"""Names whose parts stand under labels of their own."""

from certificate_reader.layout.sheet import Candidate

PARTS = ("given_name", "middle_name", "surname")


def with_joined_name(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, with the participant made of given name and surname where both stand."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        kept = best.get(candidate.family)
        if candidate.family in PARTS and (kept is None or candidate.score > kept.score):
            best[candidate.family] = candidate
    if "given_name" not in best or "surname" not in best:
        return candidates
    parts = [best[part] for part in PARTS if part in best]
    name = " ".join(part.value for part in parts)
    spans = tuple(span for part in parts for span in part.spans)
    score = min(part.score for part in parts)
    return [*candidates, Candidate("participant", name, spans, score, "name_parts")]
