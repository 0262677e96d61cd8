// @ts-check
/** The root file read, and the addresses that follow from it.  Twin of plugins/search/{root,names,blocks}.py. */

import { fold } from "./fold.js";
import { FormatError } from "./shards.js";

const ROOT_VERSION = 2;
const SUM_PART = 16;
const SLUG_LENGTH = 240;

/**
 * @typedef {{start: string, hash: string, spread: number}} Entry Files that hold the keys from `start` on.
 * @typedef {{entries: Entry[], split: Set<string>}} Directory `split`: folded forms whose variants have files of their own.
 * @typedef {{end: number, first: number, path: string}} Group Documents of one period, numbered within the tier.
 * @typedef {{name: string, first: number, end: number, shards?: Directory, directories?: Directory, parts?: string[],
 *   groups: Group[], columns: Record<string, string>, texts: string}} Tier
 * @typedef {{documents: number, k1: number, b: number, pivot: number, levels: number[], step: number, steps: number,
 *   leastSteps: number, idfFloor: number, pairWeight: number, typedWeight: number, functionWords: Set<string>[],
 *   functionWeights: number[], blockSize: number, tiers: Tier[], knownWords: string | undefined}} Root
 */

/**
 * @param {string} text
 * @returns {Root}
 */
export const readRoot = (text) =>
  readJson(text, (data) => ({
    ...data,
    knownWords: data.tiers[0]?.knownWords,
    functionWords: [data.functionWords, fold(data.functionWords)].map((words) => new Set(words.split(" "))),
    tiers: data.tiers.map((/** @type {any} */ tier) => ({
      ...tier,
      shards: tier.shards && readEntries(tier.shards),
      directories: tier.directories && readEntries(tier.directories),
      parts: tier.parts && readHashes(tier.parts),
      groups: readGroups(tier),
    })),
  }));

/**
 * @param {string} text
 * @returns {Directory}
 */
export const readDirectory = (text) => readJson(text, readEntries);

/**
 * @param {string} text a document block
 * @returns {string[][]} title, url, date, category, summary, rating of each document
 */
export const readBlock = (text) =>
  readJson(text, ({ documents }) =>
    [...documents].map(([title, url, ...others]) => [title, url.replace(" ", slugify(title)), ...others]),
  );

/**
 * The entry whose file would hold a key.
 *
 * @param {Entry[]} entries ascending, the first at or before the key
 * @param {string} key
 * @returns {Entry | undefined} nothing in a tier without words
 */
function findEntry(entries, key) {
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
 * The file that would hold a key, or the sum of the variants of a folded form.
 *
 * @param {Tier} tier
 * @param {Directory} directory
 * @param {string} folded
 * @param {string} [spelt]
 * @returns {string} "" in a tier without words
 */
export function shardPath(tier, { entries, split }, folded, spelt) {
  const entry = findEntry(entries, folded);
  if (!entry) {
    return "";
  }
  const path = `t/${tier.name}-${escape(entry.start)}-${entry.hash}`;
  if (split.has(folded)) {
    return `${path}/${escape(folded)}-${spelt === undefined ? SUM_PART : partOf(spelt, SUM_PART)}.bin`;
  }
  return entry.spread ? `${path}/${partOf(folded, 2 ** entry.spread)}.bin` : `${path}.bin`;
}

/**
 * The file of a tier with positions that would hold the variants of a folded form.
 *
 * @param {Tier} tier
 * @param {string} folded
 */
export function partPath({ name, parts = [] }, folded) {
  const part = partOf(folded, parts.length);
  return `t/${name}-${part}-${parts[part]}.bin`;
}

/**
 * The directory that would name the file of a key, in a large tier.
 *
 * @param {Tier} tier
 * @param {string} folded
 */
export function directoryPath({ name, directories }, folded) {
  const entry = directories && findEntry(directories.entries, folded);
  return entry ? `r/${name}-${escape(entry.start)}-${entry.hash}.json` : "";
}

/**
 * Where a document's block is.
 *
 * @param {Root} root
 * @param {number} document
 * @returns {{path: string, row: number}}
 */
export function locate(root, document) {
  const tier = tierOf(root, document);
  const number = document - tier.first;
  const group = tier.groups.find(({ end }) => number < end);
  if (!group) {
    throw new FormatError("document");
  }
  const offset = number - group.first;
  return { path: `${group.path}/${Math.floor(offset / root.blockSize)}.json`, row: offset % root.blockSize };
}

/**
 * @param {Root} root
 * @param {number} document
 * @returns {Tier}
 */
export function tierOf(root, document) {
  const tier = root.tiers.find(({ end }) => document < end);
  if (!tier) {
    throw new FormatError("document");
  }
  return tier;
}

/**
 * @param {string} text
 * @param {(data: any) => any} read
 */
export function readJson(text, read) {
  try {
    const data = JSON.parse(text);
    if (data.format === ROOT_VERSION) {
      return read(data);
    }
  } catch {
    // What is no JSON, or not of this shape, is as foreign as another version.
  }
  throw new FormatError("json");
}

/**
 * @param {{starts: string, hashes: string, split: string}} directory
 * @returns {Directory}
 */
function readEntries(directory) {
  const hashes = readHashes(directory.hashes);
  let before = "";
  const entries = (directory.starts.match(/[A-Z][^A-Z]*/g) ?? []).map((part, index) => {
    before = [...before].slice(0, part.charCodeAt(0) - 65).join("") + part.slice(2);
    return { start: before, hash: hashes[index], spread: Number(part[1]) };
  });
  return { entries, split: new Set(directory.split.split(",")) };
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

/**
 * What a title makes in an address.  Twin of `slugify` in plugins/newsroom/vietnamese.py.
 *
 * @param {string} text
 */
const slugify = (text) =>
  fold(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, SLUG_LENGTH).replace(/-$/, "");

/** @param {string | undefined} character */
const point = (character) => character?.codePointAt(0) ?? -1;
