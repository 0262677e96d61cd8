"""Shards read bit by bit, from the description of the format alone: the oracle for what the index exports."""

from __future__ import annotations

Postings = dict[str, list[tuple[int, int]]]
Places = dict[str, list[tuple[int, int, list[int]]]]

_IMPACTS = {"11111": 0, "01": 1, "00": 2, "10": 3, "110": 4, "1110": 5, "11110": 6}


def decode(data: bytes) -> Postings:
    """Return term → (document, impact) in order."""
    return decode_all(data)[0]


def decode_all(data: bytes) -> tuple[Postings, Places]:  # noqa: C901 - readers of one position, in the order of the format
    """Return the postings as `decode` does; in a tier with positions term → (document, level, positions) instead."""
    assert data[0] == 4
    reach, has_positions, place = 1 << data[1], data[2], 3

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
        lengths = data[place]
        place += 1
        shared, rest = (part if part < 15 else 15 + varint() for part in (lengths >> 4, lengths & 15))
        before = before[:shared] + data[place : place + rest]
        place += rest
        terms.append(before.decode())
    bits = iter("".join(f"{byte:08b}" for byte in data[place:]))

    def number_of(count: int) -> int:
        return int("0" + "".join(next(bits) for _ in range(count)), 2)

    def ones() -> int:
        count = 0
        while next(bits) == "1":
            count += 1
        return count

    def gamma() -> int:
        length = ones()
        return (1 << length) + number_of(length)

    def impact() -> int:
        code = ""
        while code not in _IMPACTS:
            code += next(bits)
        return _IMPACTS[code]

    shard: Postings = {}
    places: Places = {}
    for key in terms:
        count = gamma()
        k, document = max(0, (reach // count).bit_length() - 2), -1
        for _ in range(count):
            document += 1 + (ones() << k) + number_of(k)
            if not has_positions:
                shard.setdefault(key, []).append((document, impact()))
                continue
            level, frequency = number_of(4), gamma()
            own, position, held = max(0, 11 - frequency.bit_length()), -1, []
            for _ in range(frequency):
                position += 1 + (ones() << own) + number_of(own)
                held.append(position)
            places.setdefault(key, []).append((document, level, held))
    assert len(rest_of := "".join(bits)) < 8
    assert "1" not in rest_of
    return shard, places
