"""Small documents made for a test."""

CORRUPT_PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"1 0 obj << /Type /Catalog /Pages 2 0 R" * 40

CUT_PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000002000000020008020000007b1a43ad")
"""A picture of which nothing but the first bytes arrived."""


def certificate(course: str, *, credits_: str = "2.0", participant: str = "Maria Delgado") -> bytes:
    """A one-page certificate of completion with a text layer."""
    return pdf_of(
        [
            "Certificate of Completion",
            f"Participant Name: {participant}",
            f"Course Title: {course}",
            "Provider: Harbor Point Learning LLC",
            "Completion Date: March 14, 2026",
            f"CPE Credits: {credits_}",
            "Field of Study: Taxes",
            "Delivery Method: QAS Self Study",
            "NASBA Sponsor ID: 104512",
        ]
    )


def pdf_of(lines: list[str]) -> bytes:
    """A PDF of one page with these lines, in Helvetica, one below the other."""
    shown = "".join(f"({_escaped(line)}) Tj 0 -28 Td " for line in lines)
    content = f"BT /F1 12 Tf 72 720 Td {shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    return _assembled(objects)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembled(objects: list[bytes]) -> bytes:
    written = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size, start = len(objects) + 1, len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(written)
