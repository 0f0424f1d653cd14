"""Pieces that all web processes of a machine share, in a file without a name.

What one process renders, the next ones take. The file is a ring: what was stored the longest time
ago makes room, unless it was used since. Readers wait for nobody: each piece stands behind its own
fingerprint and carries a checksum, so that one which is being overwritten is one that is not there.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from struct import Struct

from boards.shared_files import locked, nameless_file

MAX_BYTES = 48 * 1024 * 1024  # of all pieces: some 12,000 articles with ten comments
FINGERPRINT_BYTES = 16
PLACES = 8  # for pieces whose fingerprints lead to the same bucket; the oldest makes room
PIECE_BYTES = 512  # that have a place in a bucket; a usual piece is four times as large
MODELS, MODEL_BYTES = 16, 64 * 1024  # what pieces of one name are compressed against, at most
_PLACE = Struct("<16sQI4x")  # the fingerprint of a piece, its position and its length
_NUMBER = Struct("<Q")
_BUCKET_BYTES = PLACES * _PLACE.size
_MODELS_AT = 4096
_BUCKETS_AT = _MODELS_AT + MODELS * MODEL_BYTES
_WRITING = 0  # the byte of the file that is locked


class SharedPieces:
    """Pieces by their keys, for this process and all that are forked from it.

    Args:
        max_bytes: of all pieces; a larger one is not stored.
    """

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._buckets = max(1, max_bytes // (PLACES * PIECE_BYTES))
        self._pieces_at = _BUCKETS_AT + self._buckets * _BUCKET_BYTES
        self._file = nameless_file("parts")
        self._lock = threading.Lock()
        self._known_models: dict[str, bytes] = {}
        self._make_empty()

    def get(self, key: bytes) -> bytes | None:
        """Return the piece, or None; one that is soon to make room is stored anew."""
        fingerprint = _fingerprint(key)
        found = self._find(fingerprint)
        if found is None:
            return None
        position, length = found
        stored = os.pread(self._file, FINGERPRINT_BYTES + length, self._offset(position))
        if len(stored) != FINGERPRINT_BYTES + length or not stored.startswith(fingerprint):
            return None  # another one has its place
        piece = stored[FINGERPRINT_BYTES:]
        if self._end() - position > self._max_bytes * 3 // 4:
            self.put(key, piece)
        return piece

    def put(self, key: bytes, piece: bytes) -> None:
        """Store a piece, unless another process or thread is storing one at this moment."""
        if FINGERPRINT_BYTES + len(piece) > self._max_bytes:
            return
        fingerprint = _fingerprint(key)
        with suppress(OSError), self._lock, locked(self._file, _WRITING, waits=False):
            position = self._append(fingerprint + piece)
            self._remember(fingerprint, position, len(piece))

    def model(self, name: str, offered: bytes | None = None) -> bytes | None:
        """Return what all pieces of a name are compressed against; None while there is none.

        It stays what it is, so each process reads it once.

        Args:
            offered: becomes the model of a name that has none.
        """
        known = self._known_models.get(name)
        if known is None:
            known = self._stored_model(name)
            if known is None and offered is not None and len(offered) <= MODEL_BYTES:
                known = self._store_model(name, offered)
            if known is not None:
                self._known_models[name] = known
        return known

    def clear(self) -> None:
        """Forget all pieces and models."""
        with self._lock, locked(self._file, _WRITING):
            self._known_models.clear()
            self._make_empty()

    def _make_empty(self) -> None:
        os.ftruncate(self._file, 0)
        os.ftruncate(self._file, self._pieces_at + self._max_bytes)
        # Not 0, which is the position of a place that nothing has.
        os.pwrite(self._file, _NUMBER.pack(self._max_bytes), 0)

    def _append(self, stored: bytes) -> int:
        end = self._end()
        left = self._max_bytes - end % self._max_bytes
        position = end if len(stored) <= left else end + left
        # Moved first: what is overwritten is never among what is still to be found.
        os.pwrite(self._file, _NUMBER.pack(position + len(stored)), 0)
        os.pwrite(self._file, stored, self._offset(position))
        return position

    def _remember(self, fingerprint: bytes, position: int, length: int) -> None:
        places = list(_PLACE.iter_unpack(self._bucket(fingerprint)))
        ages = [(-1 if known == fingerprint else age) for known, age, _ in places]
        chosen = ages.index(min(ages))
        os.pwrite(
            self._file,
            _PLACE.pack(fingerprint, position, length),
            self._bucket_at(fingerprint) + chosen * _PLACE.size,
        )

    def _find(self, fingerprint: bytes) -> tuple[int, int] | None:
        bucket = self._bucket(fingerprint)
        for start in range(0, len(bucket), _PLACE.size):
            if bucket.startswith(fingerprint, start):
                _, position, length = _PLACE.unpack_from(bucket, start)
                return position, length
        return None

    def _models(self) -> Iterator[tuple[bytes, int]]:
        places = os.pread(self._file, MODELS * _PLACE.size, _NUMBER.size)
        for fingerprint, _, length in _PLACE.iter_unpack(places):
            if not length:
                return
            yield fingerprint, length

    def _stored_model(self, name: str) -> bytes | None:
        fingerprint = _fingerprint(name.encode())
        for number, (known, length) in enumerate(self._models()):
            if known == fingerprint:
                return os.pread(self._file, length, _model_at(number))
        return None

    def _store_model(self, name: str, offered: bytes) -> bytes | None:
        """Store a model and return it; None where another process is faster, or there are many."""
        fingerprint = _fingerprint(name.encode())
        with suppress(OSError), self._lock, locked(self._file, _WRITING, waits=False):
            models = list(self._models())
            if any(known == fingerprint for known, _ in models) or len(models) == MODELS:
                return None  # the next piece finds it, or does without
            os.pwrite(self._file, offered, _model_at(len(models)))
            place = _PLACE.pack(fingerprint, 0, len(offered))
            os.pwrite(self._file, place, _NUMBER.size + len(models) * _PLACE.size)
            return offered
        return None

    def _end(self) -> int:
        (end,) = _NUMBER.unpack(os.pread(self._file, _NUMBER.size, 0))
        return int(end)

    def _offset(self, position: int) -> int:
        return self._pieces_at + position % self._max_bytes

    def _bucket(self, fingerprint: bytes) -> bytes:
        return os.pread(self._file, _BUCKET_BYTES, self._bucket_at(fingerprint))

    def _bucket_at(self, fingerprint: bytes) -> int:
        return _BUCKETS_AT + int.from_bytes(fingerprint[:8]) % self._buckets * _BUCKET_BYTES


def _fingerprint(key: bytes) -> bytes:
    return blake2b(key, digest_size=FINGERPRINT_BYTES).digest()


def _model_at(number: int) -> int:
    return _MODELS_AT + number * MODEL_BYTES
