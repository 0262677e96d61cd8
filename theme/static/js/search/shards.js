// @ts-check
/** Shards read; plugins/search/shards.py has the format.  Damage throws `FormatError` alone. */

const VERSION = 1;
const LEVELS = 16;
const PLAIN_FREQUENCIES = 5;

/** The file is cut off, of another version, or none of ours. */
export class FormatError extends Error {}

/**
 * A term's documents, relative to the tier's first, with frequency and length level of each.
 *
 * @typedef {{documents: Uint32Array, frequencies: Uint32Array, levels: Uint8Array}} Postings
 */

/**
 * @param {ArrayBuffer} buffer
 * @returns {Map<string, Postings>} by key, ascending
 */
export function decodeShard(buffer) {
  const reader = new Reader(new Uint8Array(buffer));
  if (reader.byte() !== VERSION) {
    throw new FormatError("version");
  }
  const order = levelOrder(reader.byte());
  const terms = readTerms(reader);
  /** @type {Map<string, Postings>} */
  const shard = new Map();
  for (const [key, count] of terms) {
    shard.set(key, readPostings(reader, count, order));
  }
  if (!reader.isAtEnd()) {
    throw new FormatError("length");
  }
  return shard;
}

/**
 * @param {Reader} reader
 * @returns {[string, number][]} keys and their numbers of documents
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
 * @returns {Postings}
 */
function readPostings(reader, count, order) {
  // A posting takes four bits at least, so a larger number comes from damage, and would cost memory.
  if (count > 2 * reader.bytes.length) {
    throw new FormatError("count");
  }
  const documents = new Uint32Array(count);
  const frequencies = new Uint32Array(count);
  const levels = new Uint8Array(count);
  const k = reader.bits(5);
  let next = 0;
  for (let i = 0; i < count; i += 1) {
    const document = next + reader.ones() * 2 ** k + reader.bits(k);
    const ones = reader.ones(PLAIN_FREQUENCIES);
    frequencies[i] = ones < PLAIN_FREQUENCIES ? ones + 1 : PLAIN_FREQUENCIES + reader.gamma();
    const rank = reader.ones() * 2 + reader.bits(1);
    levels[i] = order[Math.min(rank, LEVELS - 1)];
    documents[i] = document;
    next = document + 1;
  }
  return { documents, frequencies, levels };
}

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

  gamma() {
    const length = this.ones();
    return 2 ** length + this.bits(length);
  }

  isAtEnd() {
    return this.bit === 0 ? this.position === this.bytes.length : this.position === this.bytes.length - 1;
  }
}
