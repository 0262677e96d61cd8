// @ts-check
/** Where two words stand side by side, from the positions of each. */

/** @typedef {import("./shards.js").Postings} Postings */

/**
 * @param {Postings[]} firsts variants of one word, with positions
 * @param {Postings[]} seconds variants of the other
 * @returns {Postings} the documents with a first right before a second, and how often
 */
export function neighbours(firsts, seconds) {
  /** @type {Map<number, Set<number>>} document → the places before its seconds */
  const before = new Map();
  for (const { documents, positions } of seconds) {
    documents.forEach((document, index) => {
      const places = before.get(document) ?? new Set();
      before.set(document, places);
      for (const position of positions?.[index] ?? []) {
        places.add(position - 1);
      }
    });
  }
  /** @type {Map<number, [number, number]>} document → how often, and its level */
  const found = new Map();
  for (const { documents, levels, positions } of firsts) {
    documents.forEach((document, index) => {
      const places = before.get(document);
      const times = positions?.[index].filter((position) => places?.has(position)).length ?? 0;
      if (times > 0) {
        found.set(document, [(found.get(document)?.[0] ?? 0) + times, levels[index]]);
      }
    });
  }
  const rows = [...found.values()];
  return {
    documents: Uint32Array.from(found.keys()),
    frequencies: Uint32Array.from(rows, ([times]) => times),
    levels: Uint8Array.from(rows, ([, level]) => level),
  };
}
