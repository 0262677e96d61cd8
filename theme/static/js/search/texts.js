// @ts-check
/** Words of documents as they stand, for phrases and titles.  Twin of plugins/search/texts.py. */

import { sums } from "./columns.js";
import { fold } from "./fold.js";
import { loadText } from "./load.js";
import { means } from "./query.js";
import { readHashes, readJson } from "./root.js";

const BUCKETS = 64;

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {{size: number, months: [string, number][], hashes: string[], titles: string[]}} Index
 */

/**
 * The tokens of a document, a list a block; the title is the first.
 *
 * @param {Engine} engine
 * @param {number} document
 * @returns {Promise<string[][]>}
 */
export async function loadWords(engine, document) {
  const { size, months, hashes } = await loadIndex(engine);
  let left = document;
  let before = 0;
  for (const [month, count] of months) {
    if (left < count) {
      const chunk = Math.floor(left / size);
      const path = `x/${month}-${chunk}-${hashes[before + chunk]}.json`;
      const texts = await engine.file(path, loadText, (text) => readJson(text, ({ documents }) => documents));
      return texts[left % size].split("\n").map((/** @type {string} */ line) => line.split(" "));
    }
    left -= count;
    before += Math.ceil(count / size);
  }
  return [];
}

/**
 * The documents that have in the title what a query's token means.
 *
 * @param {Engine} engine
 * @param {string} token
 * @returns {Promise<Set<number>>}
 */
export async function loadTitled(engine, token) {
  const { titles } = await loadIndex(engine);
  if (titles.length === 0) {
    return new Set();
  }
  const bucket = [...fold(token)].reduce((sum, letter) => sum + Number(letter.codePointAt(0)), 0) % BUCKETS;
  const path = `x/title-${bucket}-${titles[bucket]}.json`;
  /** @type {[string, string][]} */
  const terms = await engine.file(path, loadText, (text) => readJson(text, (data) => Object.entries(data.terms)));
  return new Set(terms.flatMap(([own, letters]) => (means(token, own) ? [...sums(letters)] : [])));
}

/**
 * @param {Engine} engine
 * @returns {Promise<Index>}
 */
async function loadIndex(engine) {
  const hash = engine.root.texts;
  if (!hash) {
    return { size: 1, months: [], hashes: [], titles: [] };
  }
  return engine.file(`x/${hash}.json`, loadText, (text) =>
    readJson(text, (data) => ({ ...data, hashes: readHashes(data.hashes), titles: readHashes(data.titles) })),
  );
}
