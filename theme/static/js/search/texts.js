// @ts-check
/** Words of documents as they stand, for phrases and titles.  Twin of plugins/search/texts.py. */

import { sums } from "./columns.js";
import { fold } from "./fold.js";
import { loadText } from "./load.js";
import { means } from "./query.js";
import { readHashes, readJson, tierOf } from "./root.js";

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {import("./root.js").Tier} Tier
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
  const tier = tierOf(engine.root, document);
  const { size, months, hashes } = await loadIndex(engine, tier);
  let left = document - tier.first;
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
  const sum = [...fold(token)].reduce((total, letter) => total + Number(letter.codePointAt(0)), 0);
  const found = engine.root.tiers.map(async (tier) => {
    const { titles } = await loadIndex(engine, tier);
    const bucket = sum % titles.length;
    const path = `x/${tier.name}-title-${bucket}-${titles[bucket]}.json`;
    /** @type {[string, string][]} */
    const terms = await engine.file(path, loadText, (text) => readJson(text, (data) => Object.entries(data.terms)));
    const meant = terms.filter(([own]) => means(token, own));
    return meant.flatMap(([, letters]) => Array.from(sums(letters), (number) => tier.first + number));
  });
  return new Set((await Promise.all(found)).flat());
}

/**
 * @param {Engine} engine
 * @param {Tier} tier
 * @returns {Promise<Index>}
 */
function loadIndex(engine, tier) {
  return engine.file(`x/${tier.name}-${tier.texts}.json`, loadText, (text) =>
    readJson(text, (data) => ({ ...data, hashes: readHashes(data.hashes), titles: readHashes(data.titles) })),
  );
}
