"""Shards read bit by bit, from the description of the format alone: the oracle for what the index exports."""

from __future__ import annotations

Postings = dict[str, list[tuple[int, int, int]]]


def decode(data: bytes) -> Postings:  # noqa: C901 - readers of one position, in the order of the format
    """Return key → (document, frequency, length level) in order."""
    assert data[0] == 1
    common, place = data[1], 2

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
    for key, count in terms:
        k, document, rows = number_of(5), -1, []
        for _ in range(count):
            document += 1 + (ones() << k) + number_of(k)
            frequency = ones(5) + 1
            if frequency == 6:
                length = ones()
                frequency = 5 + (1 << length) + number_of(length)
            rows.append((document, frequency, order[2 * ones() + number_of(1)]))
        shard[key] = rows
    assert len(rest_of := "".join(bits)) < 8
    assert "1" not in rest_of
    return shard
