"""Files made to harm their reader get a clear reason, within the limits."""

import io
import struct
import textwrap
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pillow_heif import from_pillow

from certificate_reader.child.limits import MEBIBYTE, Limits
from certificate_reader.child.parent import ChildReader
from certificate_reader.documents import Document
from certificate_reader.errors import UnreadableDocumentError
from certificate_reader.fields import FieldSpec

LIMITS = Limits(
    memory=900 * MEBIBYTE,
    cpu_seconds=10,
    wall_seconds=240,
    file_bytes=8 * MEBIBYTE,
    pages=20,
    pixels=20_000_000,
    inflated_bytes=64 * MEBIBYTE,
)
PLAIN_READER = """
    import io
    import pypdfium2
    from PIL import Image
    from certificate_reader.reading import Cell, Reading

    def read(documents, fields):
        content = documents[0].content
        if content.startswith(b"%PDF"):
            pdf = pypdfium2.PdfDocument(content)
            said = "".join(page.get_textpage().get_text_bounded() for page in pdf)
            for page in pdf:
                page.render(scale=1)
        else:
            Image.open(io.BytesIO(content)).load()
            said = "picture"
        cell = Cell(said.strip(), None, 0.5, None)
        return Reading(("Said",), ((cell,),), True, (), "plain", "1")
"""


@pytest.fixture(scope="module")
def plain_reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reader")
    (folder / "plain_reader.py").write_text(textwrap.dedent(PLAIN_READER))
    return folder


@pytest.fixture(scope="module")
def reader(plain_reader: Path) -> Iterator[ChildReader]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(plain_reader))
        reader = ChildReader(LIMITS, "plain_reader:read")
        yield reader
        reader.close()


def said(reader: ChildReader, content: bytes, name: str = "file.pdf") -> str | None:
    document = Document(name, "application/pdf", content)
    return reader.read([document], [FieldSpec("Said", "text")]).rows[0][0].value


def refusal(reader: ChildReader, content: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        said(reader, content)
    assert caught.value.detail.endswith(".")
    return caught.value.code


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, the first of them its catalog."""
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    table += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return body + table + b"startxref\n%d\n%%%%EOF" % len(body)


def stream(dictionary: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(content), content)


def one_page(contents: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> %s >> >>" % resources
    )
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        contents,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    )


HELLO = stream(b"", b"BT /F 20 Tf 100 700 Td (Certificate) Tj ET")
GOOD = one_page(HELLO)


def deflated_zeros(mebibytes: int) -> bytes:
    deflater = zlib.compressobj(9)
    return b"".join(deflater.compress(bytes(MEBIBYTE)) for _ in range(mebibytes)) + deflater.flush()


def png(width: int, height: int, content: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", content), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_a_good_file_is_read(reader: ChildReader) -> None:
    assert said(reader, GOOD) == "Certificate"


def test_an_empty_file_is_named_so(reader: ChildReader) -> None:
    assert refusal(reader, b"") == "empty"


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90\x00", b"<html>certificate</html>", b"PK\x03\x04", b" " + GOOD, b"\x00" * 100],
    ids=["program", "html", "zip", "pdf after a space", "zeros"],
)
def test_other_files_are_refused_by_content(reader: ChildReader, content: bytes) -> None:
    assert refusal(reader, content) == "unsupported_type"


def test_a_pdf_with_another_file_behind_it_is_read_as_the_pdf(reader: ChildReader) -> None:
    assert said(reader, GOOD + b"\nPK\x03\x04<script>alert(1)</script>") == "Certificate"


def test_a_picture_with_a_pdf_behind_it_is_read_as_the_picture(reader: ChildReader) -> None:
    target = io.BytesIO()
    Image.new("RGB", (20, 20)).save(target, "PNG")
    assert said(reader, target.getvalue() + GOOD) == "picture"


def test_a_truncated_pdf_is_called_corrupt(reader: ChildReader) -> None:
    assert refusal(reader, GOOD[: len(GOOD) // 4]) == "corrupt"


def test_a_truncated_picture_is_refused(reader: ChildReader) -> None:
    assert refusal(reader, png(10, 10, zlib.compress(bytes(110)))[:30]) == "corrupt"


def test_an_encrypted_pdf_is_named_so(reader: ChildReader) -> None:
    locked = pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <%s> /U <%s> >>"
        % (b"41" * 32, b"42" * 32),
        trailer=b"/Encrypt 3 0 R /ID [<00><00>]",
    )
    assert refusal(reader, locked) == "encrypted"


def test_a_page_tree_that_loops_ends(reader: ChildReader) -> None:
    looping = pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 5 /Parent 2 0 R >>",
    )
    assert refusal(reader, looping) in {"no_pages", "corrupt", "reader_failed"}


def test_a_lying_page_count_is_refused(reader: ChildReader) -> None:
    wild = pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 90000 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
    )
    assert refusal(reader, wild) in {"too_many_pages", "corrupt", "no_pages"}


def test_many_pages_are_refused(reader: ChildReader) -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(LIMITS.pages + 1):
        document.new_page(100, 100)
    target = io.BytesIO()
    document.save(target)
    assert refusal(reader, target.getvalue()) == "too_many_pages"


def test_a_file_over_the_limit_is_refused(reader: ChildReader) -> None:
    assert refusal(reader, GOOD + bytes(LIMITS.file_bytes)) == "file_too_large"


def test_a_stream_that_unpacks_to_much_is_refused(reader: ChildReader) -> None:
    bomb = one_page(stream(b"/Filter /FlateDecode", deflated_zeros(200)))
    assert len(bomb) < MEBIBYTE
    assert refusal(reader, bomb) == "too_much_inflated"


def test_a_stream_packed_twice_is_followed(reader: ChildReader) -> None:
    twice = zlib.compress(deflated_zeros(400), 9)
    bomb = one_page(stream(b"/Filter [/FlateDecode /FlateDecode]", twice))
    assert len(bomb) < 100_000
    assert refusal(reader, bomb) == "too_much_inflated"


def test_a_picture_in_a_pdf_that_declares_too_many_points_is_refused(reader: ChildReader) -> None:
    picture = stream(
        b"/Type /XObject /Subtype /Image /Width 90000 /Height 90000 /BitsPerComponent 8"
        b" /ColorSpace /DeviceGray /Filter /FlateDecode",
        deflated_zeros(1),
    )
    contents = stream(b"", b"q 600 0 0 700 0 0 cm /I Do Q")
    bomb = one_page(contents, b"/XObject << /I 6 0 R >>", picture)
    assert refusal(reader, bomb) == "too_many_pixels"


def test_a_pixel_bomb_is_refused_before_it_is_decoded(reader: ChildReader) -> None:
    bomb = png(50_000, 50_000, deflated_zeros(50))
    assert len(bomb) < MEBIBYTE
    assert refusal(reader, bomb) == "too_many_pixels"


def test_a_tiff_of_many_pages_is_refused(reader: ChildReader) -> None:
    pages = [Image.new("1", (10, 10)) for _ in range(LIMITS.pages + 1)]
    target = io.BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:])
    assert refusal(reader, target.getvalue()) == "too_many_pages"


def test_a_form_that_draws_itself_does_not_take_the_memory(reader: ChildReader) -> None:
    """Without a bound it takes all there is, and the allocator ends the process."""
    form = stream(
        b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]"
        b" /Resources << /XObject << /X 6 0 R >> >>",
        b"/X Do /X Do",
    )
    looping = one_page(stream(b"", b"/X Do"), b"/XObject << /X 6 0 R >>", form)
    assert refusal(reader, looping) == "memory_limit"
    assert said(reader, GOOD) == "Certificate"


def test_forms_that_double_one_another_end_within_the_limits(plain_reader: Path) -> None:
    depth = 40
    forms = [
        stream(
            b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]"
            b" /Resources << /XObject << /X %d 0 R >> >>" % (7 + number),
            b"/X Do /X Do /X Do /X Do",
        )
        for number in range(depth)
    ]
    last = stream(b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"0 0 9 9 re f")
    bomb = one_page(stream(b"", b"/X Do"), b"/XObject << /X 6 0 R >>", *forms, last)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(plain_reader))
        # So much memory that a fast machine meets the limit on time first, as a slow one does.
        limits = replace(LIMITS, cpu_seconds=1, memory=8192 * MEBIBYTE)
        reader = ChildReader(limits, "plain_reader:read")
        assert refusal(reader, bomb) == "cpu_limit"
        reader.close()


def test_a_page_as_large_as_a_field_does_not_take_the_memory(reader: ChildReader) -> None:
    huge = GOOD.replace(b"[0 0 612 792]", b"[0 0 99999 99999]")
    assert refusal(reader, huge) in {"memory_limit", "reader_failed"}
    assert said(reader, GOOD) == "Certificate"


def test_a_cross_reference_table_that_points_at_itself_ends(reader: ChildReader) -> None:
    start = int(GOOD.rsplit(b"startxref\n", 1)[1].split()[0])
    looping = GOOD.replace(b"/Size 6", b"/Prev %d /Size 6" % start)
    assert said(reader, looping) == "Certificate"


def test_a_tiff_whose_pages_go_round_in_circles_ends(reader: ChildReader) -> None:
    target = io.BytesIO()
    Image.new("L", (10, 10)).save(target, "TIFF")
    looping = bytearray(target.getvalue())
    (directory,) = struct.unpack_from("<I", looping, 4)
    (entries,) = struct.unpack_from("<H", looping, directory)
    struct.pack_into("<I", looping, directory + 2 + 12 * entries, directory)
    assert said(reader, bytes(looping)) == "picture"


def test_a_jpeg_that_declares_more_points_than_it_has_is_refused(reader: ChildReader) -> None:
    target = io.BytesIO()
    Image.new("L", (16, 16)).save(target, "JPEG")
    lying = bytearray(target.getvalue())
    frame = lying.index(b"\xff\xc0")
    struct.pack_into(">HH", lying, frame + 5, 65_000, 65_000)
    assert refusal(reader, bytes(lying)) == "too_many_pixels"


def test_a_pictures_packed_remarks_do_not_take_the_memory(reader: ChildReader) -> None:
    remark = b"Comment\0\0" + deflated_zeros(300)
    packed = struct.pack(">I", len(remark)) + b"zTXt" + remark
    packed += struct.pack(">I", zlib.crc32(b"zTXt" + remark))
    picture = png(10, 10, zlib.compress(bytes(110)))
    bomb = picture[:33] + packed + picture[33:]
    assert refusal(reader, bomb) == "corrupt"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "PPM"])
def test_pictures_of_other_kinds_are_refused(reader: ChildReader, kind: str) -> None:
    target = io.BytesIO()
    Image.new("L", (10, 10)).save(target, kind)
    assert refusal(reader, target.getvalue()) == "unsupported_type"


def test_a_heic_cut_off_is_corrupt(reader: ChildReader) -> None:
    target = io.BytesIO()
    from_pillow(Image.new("RGB", (300, 300), "red")).save(target)
    assert refusal(reader, target.getvalue()[:300]) == "corrupt"


DIGITAL = one_page(stream(b"", b"BT /F 20 Tf 100 700 Td (Certificate of completion) Tj ET"))
LOOPING_PAGES = pdf(
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 5 /Parent 2 0 R >>",
)
SELF_DRAWING = one_page(
    stream(b"", b"/X Do"),
    b"/XObject << /X 6 0 R >>",
    stream(
        b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]"
        b" /Resources << /XObject << /X 6 0 R >> >>",
        b"/X Do /X Do",
    ),
)


@pytest.fixture(scope="module")
def embedded_reader() -> Iterator[ChildReader]:
    reader = ChildReader(replace(LIMITS, memory=1100 * MEBIBYTE))
    yield reader
    reader.close()


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (LOOPING_PAGES, {"corrupt", "no_pages"}),
        (SELF_DRAWING, {"memory_limit"}),
        (GOOD[: len(GOOD) // 2], {"corrupt"}),
        (png(10, 10, b"nothing deflated"), {"corrupt"}),
        (png(50_000, 50_000, b""), {"too_many_pixels"}),
    ],
    ids=["looping pages", "self-drawing form", "half a file", "broken picture", "pixel bomb"],
)
def test_the_embedded_reader_names_the_reason_and_goes_on(
    embedded_reader: ChildReader, content: bytes, codes: set[str]
) -> None:
    assert refusal(embedded_reader, content) in codes
    assert said(embedded_reader, DIGITAL) is None


def test_the_embedded_reader_draws_an_immense_page_small(embedded_reader: ChildReader) -> None:
    huge = DIGITAL.replace(b"[0 0 612 792]", b"[0 0 99999 99999]").replace(b"Cert", b"Sert")
    assert said(embedded_reader, huge) is None
