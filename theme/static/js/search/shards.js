// @ts-check
/** Shards read; plugins/search/shards.py has the format.  Damage throws `FormatError` alone. */

import { termKey } from "./terms.js";

const VERSION = 2;
const LENGTHS = [24, 38, 54, 75, 107, 153, 215, 302, 428, 602, 858, 1218, 1724, 2435, 3435, 5000];
const LEVELS = LENGTHS.length;
const PLAIN_FREQUENCIES = 5;

/** The file is cut off, of another version, or none of ours. */
export class FormatError extends Error {}

/**
 * A term's documents, relative to the tier's first, with frequency, length level and
 * perhaps positions of each.
 *
 * @typedef {{documents: Uint32Array, frequencies: Uint32Array, levels: Uint8Array, positions?: number[][]}} Postings
 */

/**
 * @param {ArrayBuffer} buffer
 * @returns {Map<string, Postings>} by key
 */
export function decodeShard(buffer) {
  const reader = new Reader(new Uint8Array(buffer));
  if (reader.byte() !== VERSION) {
    throw new FormatError("version");
  }
  const order = levelOrder(reader.byte());
  const reach = 2 ** reader.byte();
  const hasPositions = reader.byte() === 1;
  const terms = readTerms(reader);
  /** @type {Map<string, Postings>} */
  const shard = new Map();
  for (const [spelt, count] of terms) {
    shard.set(termKey(spelt), readPostings(reader, count, order, reach, hasPositions));
  }
  if (!reader.isAtEnd()) {
    throw new FormatError("length");
  }
  return shard;
}

/**
 * @param {Reader} reader
 * @returns {[string, number][]} terms as spelt and their numbers of documents
 */
function readTerms(reader) {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  /** @type {[string, number][]} */
  const terms = [];
  let before = new Uint8Array();
  for (let left = reader.varint(); left > 0; left -= 1) {
    const shared = reader.varint();
    const rest = reader.take(reader.varint());
    if (shared > before.length) {
      throw new FormatError("key");
    }
    const key = new Uint8Array(shared + rest.length);
    key.set(before.subarray(0, shared));
    key.set(rest, shared);
    before = key;
    try {
      terms.push([text.decode(key), reader.varint()]);
    } catch {
      throw new FormatError("key");
    }
  }
  return terms;
}

/**
 * @param {Reader} reader
 * @param {number} count
 * @param {number[]} order levels by rank
 * @param {number} reach the tier has at most so many documents
 * @param {boolean} hasPositions
 * @returns {Postings}
 */
function readPostings(reader, count, order, reach, hasPositions) {
  // A posting takes four bits at least, so a larger number comes from damage, and would cost memory.
  if (count < 1 || count > 2 * reader.bytes.length) {
    throw new FormatError("count");
  }
  const documents = new Uint32Array(count);
  const frequencies = new Uint32Array(count);
  const levels = new Uint8Array(count);
  const k = Math.max(0, bitLength(Math.floor(reach / count)) - 2);
  /** @type {number[][] | undefined} */
  const positions = hasPositions ? [] : undefined;
  let next = 0;
  for (let i = 0; i < count; i += 1) {
    const document = next + reader.rice(k);
    const ones = reader.ones(PLAIN_FREQUENCIES);
    frequencies[i] = ones < PLAIN_FREQUENCIES ? ones + 1 : PLAIN_FREQUENCIES + reader.gamma();
    const rank = reader.ones() * 2 + reader.bits(1);
    levels[i] = order[Math.min(rank, LEVELS - 1)];
    documents[i] = document;
    next = document + 1;
    positions?.push(readPositions(reader, frequencies[i], levels[i]));
  }
  return { documents, frequencies, levels, positions };
}

/**
 * @param {Reader} reader
 * @param {number} frequency
 * @param {number} level
 * @returns {number[]}
 */
function readPositions(reader, frequency, level) {
  const k = Math.max(0, bitLength(Math.floor(LENGTHS[level] / frequency)) - 1);
  const positions = [];
  for (let next = 0; positions.length < frequency; next += 1) {
    next += reader.rice(k);
    positions.push(next);
  }
  return positions;
}

/** @param {number} number */
const bitLength = (number) => (number < 1 ? 0 : number.toString(2).length);

/**
 * @param {number} common
 * @returns {number[]} levels, nearest to *common* first, the higher of two first
 */
function levelOrder(common) {
  const order = [];
  for (let distance = 0; distance < LEVELS; distance += 1) {
    for (const level of distance ? [common + distance, common - distance] : [common]) {
      if (level >= 0 && level < LEVELS) {
        order.push(level);
      }
    }
  }
  if (order.length !== LEVELS) {
    throw new FormatError("level");
  }
  return order;
}

/** Bytes, then bits, one after the other; beyond the end it throws. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.position = 0;
    this.bit = 0;
  }

  byte() {
    if (this.position >= this.bytes.length) {
      throw new FormatError("end");
    }
    this.position += 1;
    return this.bytes[this.position - 1];
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

  isAtEnd() {
    return this.bit === 0 ? this.position === this.bytes.length : this.position === this.bytes.length - 1;
  }
}
