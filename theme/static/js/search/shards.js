// @ts-check
/** Shards read; plugins/search/shards.py has the format.  Damage throws `FormatError` alone. */

const SHARD_VERSION = 4;
const NIBBLE = 15;
const POSITION_BITS = 11;

/** The file is cut off, of another version, or none of ours. */
export class FormatError extends Error {}

/**
 * A term's documents, relative to the tier's first, each with its impact; in a tier with positions with length level
 * and positions instead.
 *
 * @typedef {{documents: number[], impacts: number[], levels: number[], positions: number[][]}} Postings
 */

/**
 * @param {ArrayBuffer} buffer
 * @returns {Map<string, Postings>} by spelling, or by folded form and `VARIANT` for the sum of its variants
 */
export function decodeShard(buffer) {
  const reader = new Reader(new Uint8Array(buffer));
  if (reader.byte() !== SHARD_VERSION) {
    throw new FormatError("version");
  }
  const reach = 2 ** reader.byte();
  const hasPositions = reader.byte() === 1;
  const shard = new Map();
  for (const term of readTerms(reader)) {
    shard.set(term, readPostings(reader, reach, hasPositions));
  }
  if (reader.bytes.length - reader.position > (reader.bit ? 1 : 0)) {
    throw new FormatError("length");
  }
  return shard;
}

/**
 * @param {Reader} reader
 * @returns {string[]}
 */
function readTerms(reader) {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const terms = [];
  let before = new Uint8Array();
  for (let left = reader.varint(); left > 0; left -= 1) {
    const byte = reader.byte();
    const [shared, length] = [byte >> 4, byte & NIBBLE].map((part) => (part < NIBBLE ? part : NIBBLE + reader.varint()));
    const rest = reader.take(length);
    if (shared > before.length) {
      throw new FormatError("key");
    }
    const key = new Uint8Array(shared + length);
    key.set(before.subarray(0, shared));
    key.set(rest, shared);
    before = key;
    try {
      terms.push(text.decode(key));
    } catch {
      throw new FormatError("key");
    }
  }
  return terms;
}

/**
 * @param {Reader} reader
 * @param {number} reach the tier has at most so many documents
 * @param {boolean} hasPositions
 * @returns {Postings}
 */
function readPostings(reader, reach, hasPositions) {
  const count = reader.gamma();
  const k = Math.max(0, bitLength(Math.floor(reach / count)) - 2);
  /** @type {Postings} */
  const postings = { documents: [], impacts: [], levels: [], positions: [] };
  let next = 0;
  for (let left = count; left > 0; left -= 1) {
    next += reader.rice(k);
    postings.documents.push(next);
    next += 1;
    if (hasPositions) {
      postings.levels.push(reader.bits(4));
      postings.positions.push(readPositions(reader, reader.gamma()));
    } else {
      postings.impacts.push(readImpact(reader));
    }
  }
  return postings;
}

/** @param {Reader} reader */
function readImpact(reader) {
  if (reader.bits(1) === 0) {
    return reader.bits(1) ? 1 : 2;
  }
  const ones = reader.ones(4);
  return ones < 4 ? ones + 3 : 0;
}

/**
 * @param {Reader} reader
 * @param {number} frequency
 * @returns {number[]}
 */
function readPositions(reader, frequency) {
  const p = Math.max(0, POSITION_BITS - bitLength(frequency));
  const positions = [];
  for (let next = 0; positions.length < frequency; next += 1) {
    next += reader.rice(p);
    positions.push(next);
  }
  return positions;
}

/** @param {number} number */
const bitLength = (number) => (number < 1 ? 0 : number.toString(2).length);

/** Bytes, then bits, one after the other; beyond the end it throws. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.position = 0;
    this.bit = 0;
  }

  byte() {
    return this.take(1)[0];
  }

  varint() {
    let number = 0;
    for (let factor = 1; factor < 2 ** 35; factor *= 128) {
      const byte = this.byte();
      number += (byte & 127) * factor;
      if (byte < 128) {
        return number;
      }
    }
    throw new FormatError("number");
  }

  /** @param {number} length */
  take(length) {
    if (this.position + length > this.bytes.length) {
      throw new FormatError("end");
    }
    this.position += length;
    return this.bytes.subarray(this.position - length, this.position);
  }

  /** @param {number} count */
  bits(count) {
    let number = 0;
    for (let left = count; left > 0; left -= 1) {
      if (this.position >= this.bytes.length) {
        throw new FormatError("end");
      }
      number = number * 2 + ((this.bytes[this.position] >> (7 - this.bit)) & 1);
      this.bit += 1;
      if (this.bit === 8) {
        this.bit = 0;
        this.position += 1;
      }
    }
    return number;
  }

  /**
   * The number of ones up to a zero, which is read too, or up to *limit* ones.
   *
   * @param {number} limit
   */
  ones(limit = Infinity) {
    let count = 0;
    while (count < limit && this.bits(1) === 1) {
      count += 1;
    }
    return count;
  }

  /** @param {number} k */
  rice(k) {
    return this.ones() * 2 ** k + this.bits(k);
  }

  gamma() {
    const length = this.ones();
    return 2 ** length + this.bits(length);
  }
}
