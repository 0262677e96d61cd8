"""Shards read bit by bit, from the description of the format alone: the oracle for what the index exports."""

from __future__ import annotations

Postings = dict[str, list[tuple[int, int, int]]]
Places = dict[str, list[tuple[int, list[int]]]]

_LENGTHS = (24, 38, 54, 75, 107, 153, 215, 302, 428, 602, 858, 1218, 1724, 2435, 3435, 5000)


def decode(data: bytes) -> Postings:
    """Return spelt term → (document, frequency, length level) in order."""
    return decode_all(data)[0]


def decode_all(data: bytes) -> tuple[Postings, Places]:  # noqa: C901 - readers of one position, in the order of the format
    """Return the postings as `decode` does, and spelt term → (document, positions) where there are any."""
    assert data[0] == 2
    common, reach, has_positions, place = data[1], 1 << data[2], data[3], 4

    def varint() -> int:
        nonlocal place
        number, shift = 0, 0
        while True:
            byte = data[place]
            place += 1
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number

    terms = []
    before = b""
    for _ in range(varint()):
        shared, rest = varint(), varint()
        before = before[:shared] + data[place : place + rest]
        place += rest
        terms.append((before.decode(), varint()))
    bits = iter("".join(f"{byte:08b}" for byte in data[place:]))

    def number_of(count: int) -> int:
        return int("0" + "".join(next(bits) for _ in range(count)), 2)

    def ones(limit: int = 1 << 30) -> int:
        count = 0
        while count < limit and next(bits) == "1":
            count += 1
        return count

    order = sorted(range(16), key=lambda level: (abs(level - common), -level))
    shard: Postings = {}
    places: Places = {}
    for key, count in terms:
        k, document, rows = max(0, (reach // count).bit_length() - 2), -1, []
        for _ in range(count):
            document += 1 + (ones() << k) + number_of(k)
            frequency = ones(5) + 1
            if frequency == 6:
                length = ones()
                frequency = 5 + (1 << length) + number_of(length)
            level = order[2 * ones() + number_of(1)]
            rows.append((document, frequency, level))
            if has_positions:
                own, position, held = max(0, (_LENGTHS[level] // frequency).bit_length() - 1), -1, []
                for _ in range(frequency):
                    position += 1 + (ones() << own) + number_of(own)
                    held.append(position)
                places.setdefault(key, []).append((document, held))
        shard[key] = rows
    assert len(rest_of := "".join(bits)) < 8
    assert "1" not in rest_of
    return shard, places
