// @ts-check
/** The root file read, and the addresses that follow from it.  Twin of plugins/search/{root,names,blocks}.py. */

import { fold } from "./fold.js";
import { FormatError } from "./shards.js";

const VERSION = 1;
const VARIANT_PARTS = 4;
const BY_VARIANT = 9;

/**
 * @typedef {{start: string, hash: string, spread: number}} Entry Files that hold the keys from `start` on.
 * @typedef {{name: string, first: number, end: number, hasPositions: boolean, shards?: Entry[],
 *   directories?: Entry[]}} Tier
 * @typedef {{end: number, first: number, path: string}} Group Documents of one period.
 * @typedef {{documents: number, averageLength: number, k1: number, b: number, idfFloor: number,
 *   pairWeight: number, typedWeight: number, functionWords: Set<string>[],
 *   functionWeights: number[], levels: number[],
 *   blockSize: number, groups: Group[], tiers: Tier[], columns: Record<string, string>, texts: string,
 *   knownWords: string}} Root
 */

/**
 * @param {string} text
 * @returns {Root}
 */
export const readRoot = (text) =>
  readJson(text, (data) => ({
    ...data,
    groups: readGroups(data),
    functionWords: [data.functionWords, fold(data.functionWords)].map((words) => new Set(words.split(" "))),
    tiers: data.tiers.map((/** @type {any} */ tier) => ({
      ...tier,
      shards: tier.shards && readEntries(tier.shards),
      directories: tier.directories && readEntries(tier.directories),
    })),
  }));

/**
 * @param {string} text
 * @returns {Entry[]}
 */
export const readDirectory = (text) => readJson(text, readEntries);

/**
 * @param {string} text a document block
 * @returns {string[][]} title, url, date, category, summary, rating of each document
 */
export const readBlock = (text) => readJson(text, ({ documents }) => documents);

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
 * The files that would hold the keys of a folded form, or the one that would hold a variant of it.
 *
 * @param {Tier} tier
 * @param {Entry} entry
 * @param {string} folded
 * @param {string} [token]
 * @returns {string[]}
 */
export function shardPaths(tier, entry, folded, token) {
  const path = `t/${tier.name}-${escape(entry.start)}-${entry.hash}`;
  if (entry.spread === BY_VARIANT) {
    const all = Array.from({ length: VARIANT_PARTS }, (_, part) => part);
    return (token === undefined ? all : [variantPartOf(token)]).map((part) => `${path}/${part}.bin`);
  }
  return [entry.spread ? `${path}/${partOf(folded, 2 ** entry.spread)}.bin` : `${path}.bin`];
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
 * @param {(data: any) => any} read
 */
export function readJson(text, read) {
  try {
    const data = JSON.parse(text);
    if (data.format === VERSION) {
      return read(data);
    }
  } catch {
    // What is no JSON, or not of this shape, is as foreign as another version.
  }
  throw new FormatError("json");
}

/**
 * @param {{starts: string, hashes: string}} directory
 * @returns {Entry[]}
 */
function readEntries(directory) {
  const hashes = readHashes(directory.hashes);
  let before = "";
  return (directory.starts.match(/[A-Z][^A-Z]*/g) ?? []).map((part, index) => {
    before = [...before].slice(0, part.charCodeAt(0) - 65).join("") + part.slice(2);
    return { start: before, hash: hashes[index], spread: Number(part[1]) };
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
export function readHashes(packed) {
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

/**
 * @param {string} folded
 * @param {number} parts
 */
function partOf(folded, parts) {
  let number = 0;
  for (const character of folded) {
    number = (Math.imul(number, 31) + point(character)) >>> 0;
  }
  return ((number ^ (number >>> 9)) >>> 0) % parts;
}

/** @param {string} token */
function variantPartOf(token) {
  const sum = [...token].reduce((total, character) => total + point(character), 0);
  return (sum >> 1) % VARIANT_PARTS;
}

/** @param {string} text */
function escape(text) {
  const hex = (/** @type {number} */ byte) => `_${byte.toString(16).padStart(2, "0")}`;
  return text.replace(/[^a-z0-9]/gu, (character) => Array.from(new TextEncoder().encode(character), hex).join(""));
}

/**
 * Order by code points, as Python and Whoosh have it; JavaScript's own is by UTF-16 units.
 *
 * @param {string} one
 * @param {string} other
 */
function compare(one, other) {
  const a = [...one];
  const b = [...other];
  const place = a.findIndex((character, index) => character !== b[index]);
  return place < 0 ? a.length - b.length : point(a[place]) - point(b[place]);
}

/** @param {string | undefined} character */
const point = (character) => character?.codePointAt(0) ?? -1;
