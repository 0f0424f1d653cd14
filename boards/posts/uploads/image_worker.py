"""A program that makes WebP pictures of a picture from anywhere, in a process of its own.

    python -I image_worker.py SOURCE FOLDER first|all|squares CPU_SECONDS
    python -I image_worker.py SOURCE FOLDER fingerprint CPU_SECONDS

It writes `<width>.webp` into FOLDER, the smallest (`first`) or one of every planned width (`all`),
and `thumbnail.webp` for lists, the middle of the picture in a fixed shape; or that middle as
squares of fixed sizes (`squares`). It prints one line of JSON: `{"width": …, "height": …,
"widths": […], "is_first_only": …, "fingerprint": …}` or `{"refused": reason}`. The fingerprint is
made with `all`, and alone of a picture that is stored already; null of one without any detail.

The system ends it by the signal SIGXCPU when it has worked for so many seconds, however long that
takes on a busy machine.

Decoders are large C libraries that read what strangers send. Here they may crash, and what they
may allocate follows from the size that the picture claims: one that lies is out of memory at once.
The memory of a large picture goes back to the machine with the process. Imports nothing of ours.
"""

import json
import resource
import struct
import sys
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pi_heif.as_plugin import register_heif_opener
from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

WIDTHS = (480, 960, 1600)
SQUARE_SIDES = (96, 192)  # pixels, from small to large
THUMBNAIL = (480, 360)  # pixels: a third of a page's width on twice as fine a screen
MAX_SIDE_OF_WEBP = 16_383
MAX_PIXELS = 40_000_000
MAX_RATIO = 200  # of a picture's sides
MAX_FRAMES = 300
MAX_PIXELS_OF_ALL_FRAMES = 80_000_000
QUALITY = 82
LEAST_CONTRAST = 16  # of 255: below that, all pictures look the same

FORMATS = [
    JpegImagePlugin.JpegImageFile.format,  # and the several pictures in one file of some phones
    PngImagePlugin.PngImageFile.format,
    GifImagePlugin.GifImageFile.format,
    WebPImagePlugin.WebPImageFile.format,
    AvifImagePlugin.AvifImageFile.format,
    "HEIF",
]
ANIMATED = {
    PngImagePlugin.PngImageFile.format,
    WebPImagePlugin.WebPImageFile.format,
    AvifImagePlugin.AvifImageFile.format,
}
# What the file type box, by ISO/IEC 14496-12 and 23008-12, says of a file with moving pictures.
BRANDS_OF_SEQUENCES = {b"avis", b"msf1", b"hevc", b"hevx", b"hevm", b"hevs"}
MAX_BRANDS_LENGTH = 256  # bytes
# Bytes beyond what the program holds before it opens the picture.
MEMORY_TO_OPEN = 64 * 1024 * 1024
MEMORY_PER_PIXEL = 20  # planes of the decoder, its result, and Pillow's copy of it
MEMORY_PER_PIXEL_OF_ANIMATIONS = 8
COPIES_OF_FILE = 4

EXIF_ORIENTATION = 0x0112
TURNED_SIDEWAYS = {5, 6, 7, 8}
# What decoders raise for a file that is not what it claims to be.
DAMAGE = (
    *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError),
    *(RuntimeError, MemoryError, OverflowError, AttributeError, struct.error),
)

Size = tuple[int, int]


class RefusedError(Exception):
    """The picture cannot be taken; the first argument is the reason."""


def load_fingerprinting() -> None:
    """Import what fingerprints need before memory is limited: 0.2 seconds, and 60 MB."""
    import imagehash

    imagehash.phash(Image.new("L", (1, 1)))  # imports the rest


def fingerprint(picture: Path) -> int | None:
    """Return 64 bits of what a picture looks like (pHash), signed; None of one without detail."""
    import imagehash

    with Image.open(picture) as image:
        grey = image.convert("RGBA").convert("L")
        shades = grey.resize((32, 32), Image.Resampling.BOX).tobytes()
        if max(shades) - min(shades) < LEAST_CONTRAST:
            return None
        bits = int(str(imagehash.phash(grey)), 16)
    return bits - 2**64 if bits >= 2**63 else bits


def limit_work(seconds: int) -> None:
    """Let the system end this process after so many seconds of work, and leave nothing of it."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the picture


def main(source: Path, folder: Path, *, stage: str) -> dict[str, object]:
    """Make the pictures, and return what is printed."""
    try:
        image = open_within_limits(source)
        frames = frames_of(image, source)
        limit_memory(memory_to_decode(image, source, frames))
        width, height = upright_size(image)
        sizes = planned_sizes(width, height)
        if stage == "fingerprint":
            return {"fingerprint": fingerprint(source)}
        if stage == "squares":
            sizes = [(side, side) for side in SQUARE_SIDES]
            make_squares(image, folder)
        elif stage == "first":
            make_stills(image, sizes[:1], folder)
        elif frames > 1:
            make_animations(image, frames, sizes, folder)
        else:
            make_stills(image, sizes, folder)
    except RefusedError as refusal:
        return {"refused": refusal.args[0]}
    except DAMAGE:
        return {"refused": "damaged"}
    return {
        "width": width,
        "height": height,
        "widths": [size[0] for size in sizes],
        "is_first_only": frames == 1 and holds_more(image, source),
        "fingerprint": fingerprint(folder / f"{sizes[0][0]}.webp") if stage == "all" else None,
    }


def open_within_limits(source: Path) -> Image.Image:
    """Read the header; raise RefusedError for what is no picture or too large a one."""
    # One thread: others would take memory for themselves, and the machine has other things to do.
    register_heif_opener(thumbnails=False, decode_threads=1)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    size = source.stat().st_size
    limit_memory(MEMORY_TO_OPEN + COPIES_OF_FILE * size)
    try:
        image = Image.open(source, formats=FORMATS)
    except UnidentifiedImageError as error:
        raise RefusedError("not_a_picture") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise RefusedError("too_many_pixels") from error
    check_limits(image, frames_of(image, source))
    return image


def check_limits(image: Image.Image, frames: int) -> None:
    """Raise RefusedError for too many pixels, for a thread of a picture, for too many frames."""
    pixels = image.width * image.height
    if pixels > MAX_PIXELS or not pixels:
        raise RefusedError("too_many_pixels")
    if max(image.size) // min(image.size) > MAX_RATIO:
        raise RefusedError("too_narrow")
    if frames > MAX_FRAMES or frames > 1 and frames * pixels > MAX_PIXELS_OF_ALL_FRAMES:
        raise RefusedError("too_many_frames")


def frames_of(image: Image.Image, source: Path) -> int:
    """Return how many frames an animation has, and 1 for any other picture."""
    if image.format == "GIF":
        return gif_frames(source.read_bytes())
    if image.format not in ANIMATED:
        return 1  # or several pictures in one file, of which the first is the one to show
    return int(getattr(image, "n_frames", 1)) - first_frame(image)


def first_frame(image: Image.Image) -> int:
    """Return the number of the first frame of an animation, behind what stands in for it."""
    return int(getattr(image, "default_image", False))


def holds_more(image: Image.Image, source: Path) -> bool:
    """Say whether a HEIC or AVIF holds several pictures, or moving ones that cannot be read.

    A JPEG's further pictures say how far things are, or how bright: nobody misses them.
    """
    if image.format not in (AvifImagePlugin.AvifImageFile.format, "HEIF"):
        return False
    with source.open("rb") as file:
        length = min(int.from_bytes(file.read(4)), MAX_BRANDS_LENGTH)
        brands = file.read(length)[4:]
    claimed = {brands[start : start + 4] for start in range(0, len(brands), 4)}
    return bool(claimed & BRANDS_OF_SEQUENCES) or getattr(image, "n_frames", 1) > 1


def gif_frames(data: bytes) -> int:
    """Count the frames of a GIF without decoding them; stop counting beyond MAX_FRAMES."""
    frames, position = 0, 13 + _colours(data[10])
    while frames <= MAX_FRAMES and position < len(data):
        if data[position] == 0x2C:  # a frame
            frames += 1
            position = _after_blocks(data, position + 11 + _colours(data[position + 9]))
        elif data[position] == 0x21:  # an extension
            position = _after_blocks(data, position + 2)
        else:
            break
    return frames


def _colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, position: int) -> int:
    while position < len(data) and data[position]:
        position += data[position] + 1
    return position + 1


def memory_to_decode(image: Image.Image, source: Path, frames: int) -> int:
    """Return how many bytes an honest picture of this size and length needs at most."""
    pixels = image.width * image.height
    animation = pixels * frames * MEMORY_PER_PIXEL_OF_ANIMATIONS if frames > 1 else 0
    file = COPIES_OF_FILE * source.stat().st_size
    return MEMORY_TO_OPEN + file + pixels * MEMORY_PER_PIXEL + animation


def limit_memory(allowance: int) -> None:
    """Let this process grow by so many bytes from now on, where the system can hold it to that."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        held = int(pages.read_text().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limits = [held + allowance] + ([] if hard == resource.RLIM_INFINITY else [hard])
        resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))


def upright_size(image: Image.Image) -> Size:
    """Return width and height as a person sees the picture."""
    if image.getexif().get(EXIF_ORIENTATION) in TURNED_SIDEWAYS:
        return image.height, image.width
    return image.width, image.height


def planned_sizes(width: int, height: int) -> list[Size]:
    """Return the sizes that are made, from small to large; a picture is never enlarged."""
    widest = min(width, MAX_SIDE_OF_WEBP * width // height)
    widths = sorted({min(each, widest) for each in WIDTHS})
    return [(each, max(1, round(height * each / width))) for each in widths]


def make_stills(image: Image.Image, sizes: list[Size], folder: Path) -> None:
    """Decode once, turn upright, and save every size without metadata."""
    largest = sizes[-1]
    box = largest if upright_size(image) == image.size else largest[::-1]
    image.draft(image.mode, box)  # a JPEG is decoded small to begin with
    picture = upright_in_size(image, box)
    for size in sizes:
        picture.resize(size, Image.Resampling.LANCZOS).save(
            folder / f"{size[0]}.webp", quality=QUALITY, method=4
        )
    make_thumbnail(picture, folder)


def upright_in_size(
    image: Image.Image, size: Size, part: tuple[int, int, int, int] | None = None
) -> Image.Image:
    """Decode a picture or a part of it, scale it to a size, and turn it upright, without metadata.

    Size and part (left, top, right, bottom) are those of the picture before it is turned.
    """
    profile = image.info.get("icc_profile")
    small = eight_bits(image).resize(size, Image.Resampling.LANCZOS, box=part, reducing_gap=3)
    small.info["exif"] = image.getexif().tobytes()
    return bare(in_srgb(ImageOps.exif_transpose(small), profile))


def make_thumbnail(picture: Image.Image, folder: Path) -> None:
    """Save the middle of an upright picture in the shape of THUMBNAIL; it is never enlarged."""
    width, height = THUMBNAIL
    scale = min(1.0, picture.width / width, picture.height / height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    middle = ImageOps.fit(picture, size, Image.Resampling.LANCZOS)
    middle.save(folder / "thumbnail.webp", quality=QUALITY, method=4)


def make_squares(image: Image.Image, folder: Path) -> None:
    """Save the middle of the picture in each fixed size; of an animation, that of its first frame.

    Turning a picture upright leaves its middle where it is. One that is smaller is enlarged.
    """
    largest = (SQUARE_SIDES[-1], SQUARE_SIDES[-1])
    image.draft(image.mode, largest)  # a JPEG is decoded small to begin with
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    picture = upright_in_size(image, largest, part=(left, top, left + side, top + side))
    for each in SQUARE_SIDES:
        picture.resize((each, each), Image.Resampling.LANCZOS).save(
            folder / f"{each}.webp", quality=QUALITY, method=4
        )


def make_animations(image: Image.Image, count: int, sizes: list[Size], folder: Path) -> None:
    """Save every size with all frames."""
    for size in sizes:
        durations: list[int] = []
        frames = list(_frames(image, count, size, durations))
        frames[0].save(
            folder / f"{size[0]}.webp",
            save_all=True,
            append_images=frames[1:],
            duration=durations,
            loop=image.info.get("loop", 1 if image.format == "GIF" else 0),
            quality=QUALITY,
            method=2,
        )
        if size == sizes[-1]:
            make_thumbnail(frames[0], folder)


def _frames(
    image: Image.Image, count: int, size: Size, durations: list[int]
) -> Iterator[Image.Image]:
    exif, profile = image.getexif().tobytes(), image.info.get("icc_profile")
    start = first_frame(image)
    for number in range(start, start + count):
        image.seek(number)
        frame = eight_bits(image).convert("RGBA")
        durations.append(image.info.get("duration", 100))
        frame.info["exif"] = exif
        upright = in_srgb(ImageOps.exif_transpose(frame), profile)
        yield bare(upright.resize(size, Image.Resampling.LANCZOS))


def eight_bits(image: Image.Image) -> Image.Image:
    """Return the picture in a mode that can be scaled: no palette, eight bits a channel."""
    if image.mode in ("I;16", "I;16B", "I;16L", "I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("P", "PA", "LA") or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("L") if image.mode in ("1", "F") else image


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in RGB as screens take it, by its own colour profile if that is usable."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, own, ImageCms.createProfile("sRGB"), outputMode=mode
            )
        except (ImageCms.PyCMSError, *DAMAGE):
            pass  # a profile that cannot be used, or that belongs to another kind of picture
        else:
            return converted or image
    return image.convert(mode)


def bare(image: Image.Image) -> Image.Image:
    """Return the pixels alone: WebP would take over what stands beside them."""
    plain = Image.new(image.mode, image.size)
    plain.paste(image)
    return plain


if __name__ == "__main__":
    limit_work(int(sys.argv[4]))
    if sys.argv[3] in ("all", "fingerprint"):
        load_fingerprinting()
    answer = main(Path(sys.argv[1]), Path(sys.argv[2]), stage=sys.argv[3])
    sys.stdout.write(json.dumps(answer))
