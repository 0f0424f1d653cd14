"""Files as members send them, made on the spot."""

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

FILES = Path(__file__).parent / "files"
RED, GREEN = (204, 51, 51), (51, 153, 51)  # on the palette of 216 colours
GPS = {1: "N", 2: (37.0, 33.0, 58.0), 3: "E", 4: (126.0, 58.0, 41.0)}
ORIENTATION, MAKER, GPS_BLOCK = 0x0112, 0x010F, 0x8825
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>home address</x:xmpmeta>"
Size = tuple[int, int]


def picture(size: tuple[int, int] = (120, 80), mode: str = "RGB") -> Image.Image:
    """A green picture whose upper left quarter is red."""
    image = Image.new("RGB", size, GREEN)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill=RED)
    return image.convert(mode)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The picture as a file of this kind."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def with_metadata(kind: str, *, orientation: int = 1) -> bytes:
    """A picture that says where, and with what, it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER], exif[GPS_BLOCK] = orientation, "Camera of Kim", GPS
    return encoded(picture(), kind, exif=exif.tobytes(), xmp=XMP)


def turned(orientation: int) -> bytes:
    """A JPEG that is upright (120 × 80, red in the upper left) once its orientation is obeyed."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = picture()
    if orientation in undo:
        image = image.transpose(undo[orientation])
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return encoded(image, "JPEG", exif=exif.tobytes(), quality=95)


def animation(kind: str, *, frames: int = 4, size: Size = (40, 30), **options: Any) -> bytes:
    """A moving picture; every frame has another colour."""
    images = [Image.new("RGB", size, (50 * n % 255, n // 255, 99)) for n in range(frames)]
    moving = {"save_all": True, "append_images": images[1:], "duration": 120, "loop": 0}
    return encoded(images[0], kind, **moving, **options)


def png_of(width: int, height: int) -> bytes:
    """A small PNG file of a large black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (width + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def lying_about_size(file: bytes, *, width: int, height: int) -> bytes:
    """A HEIC or AVIF whose container tells another size than what is coded in it."""
    at = file.index(b"ispe") + 8
    return file[:at] + struct.pack(">II", width, height) + file[at + 8 :]


def webp_header_of(width: int, height: int) -> bytes:
    """The beginning of an animated WebP that claims a canvas of this size."""
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    extended = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + canvas
    moving = b"ANIM" + struct.pack("<I", 6) + b"\0" * 6
    content = b"WEBP" + extended + moving
    return b"RIFF" + struct.pack("<I", len(content)) + content


def archive(*names: str, **contents: bytes) -> bytes:
    """A ZIP file with these entries."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in {**contents, **dict.fromkeys(names, b"x")}.items():
            zipped.writestr(name, content)
    return out.getvalue()


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
HWP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"HWP Document File" + b"\0" * 239
DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
HWPX = archive("Contents/section0.xml", mimetype=b"application/hwp+zip")
ZIP = archive("reports/2024.csv")


def sent(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    """The content as a form sends it."""
    return SimpleUploadedFile(name, content)
