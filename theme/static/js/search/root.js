// @ts-check
/** The root file read, and the addresses that follow from it.  Twin of plugins/search/{root,names,blocks}.py. */

import { FormatError } from "./shards.js";

const VERSION = 1;
const PARTS = 4;
const SHARED = 16;

/**
 * @typedef {object} Entry A file that holds the keys from `start` on; `hash` is part of its name.
 * @property {string} start
 * @property {string} hash
 * @property {boolean} isSplit it is a folder of `PARTS` files
 *
 * @typedef {object} Tier Documents `first` to `end`; one of the two lists is there.
 * @property {string} name
 * @property {number} first
 * @property {number} end
 * @property {Entry[]} [shards]
 * @property {Entry[]} [directories]
 *
 * @typedef {object} Group Documents of one period; `first` and `end` are document numbers.
 * @property {number} first
 * @property {number} end
 * @property {string} path
 *
 * @typedef {object} Root
 * @property {number} documents
 * @property {number} averageLength
 * @property {number} k1
 * @property {number} b
 * @property {number[]} levels
 * @property {number} blockSize
 * @property {Group[]} groups
 * @property {Tier[]} tiers
 */

/**
 * @param {string} text
 * @returns {Root}
 */
export function readRoot(text) {
  const data = readJson(text);
  try {
    const { documents, averageLength, k1, b, levels, blockSize } = data;
    const tiers = data.tiers.map((/** @type {any} */ tier) => ({
      name: tier.name,
      first: tier.first,
      end: tier.end,
      shards: tier.shards && readEntries(tier.shards),
      directories: tier.directories && readEntries(tier.directories),
    }));
    return { documents, averageLength, k1, b, levels, blockSize, groups: readGroups(data), tiers };
  } catch {
    throw new FormatError("root");
  }
}

/**
 * @param {string} text a directory file
 * @returns {Entry[]}
 */
export function readDirectory(text) {
  const data = readJson(text);
  try {
    return readEntries(data);
  } catch {
    throw new FormatError("directory");
  }
}

/**
 * @param {string} text a document block
 * @returns {string[][]} title, url, date, category, summary, rating of each document
 */
export function readBlock(text) {
  const rows = readJson(text).documents;
  if (!Array.isArray(rows)) {
    throw new FormatError("block");
  }
  return rows;
}

/**
 * The entry whose file would hold a key.
 *
 * @param {Entry[]} entries ascending, the first at or before the key
 * @param {string} key
 * @returns {Entry}
 */
export function findEntry(entries, key) {
  let low = 0;
  for (let high = entries.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if (compare(entries[middle].start, key) <= 0) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return entries[low];
}

/**
 * The files of a shard, or of its part that would hold a token.
 *
 * @param {Tier} tier
 * @param {Entry} entry
 * @param {string} [token] all parts without
 * @returns {string[]}
 */
export function shardPaths(tier, entry, token) {
  const path = `t/${tier.name}-${escape(entry.start)}-${entry.hash}`;
  if (!entry.isSplit) {
    return [`${path}.bin`];
  }
  const parts = token === undefined ? Array.from({ length: PARTS }, (_, part) => part) : [partOf(token)];
  return parts.map((part) => `${path}/${part}.bin`);
}

/**
 * @param {Tier} tier
 * @param {Entry} entry
 */
export const directoryPath = (tier, entry) => `r/${tier.name}-${escape(entry.start)}-${entry.hash}.json`;

/**
 * Where a document's block is.
 *
 * @param {Root} root
 * @param {number} document
 * @returns {{path: string, row: number}}
 */
export function locate(root, document) {
  const group = root.groups.find(({ end }) => document < end);
  if (!group) {
    throw new FormatError("document");
  }
  const offset = document - group.first;
  return { path: `${group.path}/${Math.floor(offset / root.blockSize)}.json`, row: offset % root.blockSize };
}

/**
 * @param {string} text
 * @returns {any} an object of our version
 */
function readJson(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    throw new FormatError("json");
  }
  if (data?.format !== VERSION) {
    throw new FormatError("version");
  }
  return data;
}

/**
 * @param {{starts: string, hashes: string}} directory
 * @returns {Entry[]}
 */
function readEntries(directory) {
  const hashes = readHashes(directory.hashes);
  let before = "";
  return (directory.starts.match(/[A-Z][^A-Z]*/g) ?? []).map((part, index) => {
    const marker = part.charCodeAt(0) - 65;
    const isSplit = marker >= SHARED;
    before = [...before].slice(0, marker % SHARED).join("") + part.slice(1);
    return { start: before, hash: hashes[index], isSplit };
  });
}

/**
 * @param {{periods: (string | number)[], groups: string, groupSize: number}} data
 * @returns {Group[]}
 */
function readGroups(data) {
  const hashes = readHashes(data.groups);
  /** @type {Group[]} */
  const groups = [];
  let period = "";
  let first = 0;
  for (const item of data.periods) {
    if (typeof item === "string") {
      period = item;
      continue;
    }
    for (let number = 0; number * data.groupSize < item; number += 1) {
      const end = first + Math.min(data.groupSize, item - number * data.groupSize);
      groups.push({ first, end, path: `d/${period}-g${number}-${hashes[groups.length]}` });
      first = end;
    }
    period = periodAfter(period);
  }
  return groups;
}

/**
 * @param {string} packed four characters of base64url for each hash
 * @returns {string[]} six hexadecimal digits each
 */
function readHashes(packed) {
  const bytes = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const digits = Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  return digits.match(/.{6}/g) ?? [];
}

/** @param {string} period `2019-12` or `2019` */
function periodAfter(period) {
  const [year, month] = period.split("-").map(Number);
  if (!month) {
    return String(year + 1).padStart(4, "0");
  }
  return `${String(year + (month === 12 ? 1 : 0)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}

/** @param {string} token */
function partOf(token) {
  const sum = Array.from(token).reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  return (sum >> 1) % PARTS;
}

/** @param {string} text */
function escape(text) {
  const plain = /[a-z0-9]/;
  return Array.from(new TextEncoder().encode(text), (byte) => {
    const character = String.fromCharCode(byte);
    return plain.test(character) ? character : `_${byte.toString(16).padStart(2, "0")}`;
  }).join("");
}

/**
 * Order by code points, as Python and Whoosh have it; JavaScript's own is by UTF-16 units.
 *
 * @param {string} one
 * @param {string} other
 */
function compare(one, other) {
  const a = Array.from(one, (character) => character.codePointAt(0) ?? 0);
  const b = Array.from(other, (character) => character.codePointAt(0) ?? 0);
  const place = a.findIndex((point, index) => point !== b[index]);
  if (place < 0) {
    return a.length - b.length;
  }
  return place < b.length ? a[place] - b[place] : 1;
}
