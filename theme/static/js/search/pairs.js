// @ts-check
/** What stands in a tier with positions: how often, and where two words stand side by side. */

import { impactOf } from "./rank.js";

/**
 * @typedef {import("./rank.js").Part} Part
 * @typedef {import("./root.js").Root} Root
 * @typedef {import("./shards.js").Postings} Postings
 */

/**
 * @param {Root} root
 * @param {number} first of the tier
 * @param {Postings[][]} asked variants of a word, or of each of two neighbouring words
 * @returns {Part}
 */
export function placed(root, first, [firsts, seconds]) {
  /** @type {Set<string>} the places before the second word */
  const before = new Set();
  for (const { documents, positions } of seconds ?? []) {
    documents.forEach((document, index) => positions[index].forEach((place) => before.add(`${document} ${place - 1}`)));
  }
  /** @type {Map<number, [number, number]>} document → how often, and its level */
  const found = new Map();
  for (const { documents, levels, positions } of firsts) {
    documents.forEach((document, index) => {
      const own = seconds ? positions[index].filter((place) => before.has(`${document} ${place}`)) : positions[index];
      if (own.length > 0) {
        found.set(document, [(found.get(document)?.[0] ?? 0) + own.length, levels[index]]);
      }
    });
  }
  return {
    first,
    documents: [...found.keys()],
    impacts: Array.from(found.values(), ([frequency, level]) => impactOf(root, frequency, level)),
  };
}
