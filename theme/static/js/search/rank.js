// @ts-check
/** Scores and order.  Twin of plugins/search/scoring.py: every step gives the same doubles. */

/**
 * @typedef {import("./root.js").Root} Root
 * @typedef {import("./shards.js").Postings} Postings
 *
 * @typedef {{first: number, postings: Postings}} Part A term's postings in the tier that begins with `first`.
 *
 * @typedef {object} Ranking
 * @property {number[]} documents best first; of equal score the newest first
 * @property {Float64Array} scores by document
 * @property {number} complete how many of them hold all the words
 */

const UNIT = 1024;

/**
 * @param {Root} root
 * @param {Part[][]} words for each word of the query what matched; more than one term of a tier count as one
 * @returns {Ranking}
 */
export function rank(root, words) {
  const scores = new Float64Array(root.documents);
  const held = new Uint32Array(root.documents);
  for (const parts of words) {
    addWord(root, parts, scores, held);
  }
  const documents = [];
  let complete = 0;
  held.forEach((count, document) => {
    if (count > 0) {
      documents.push(document);
      complete += count === words.length ? 1 : 0;
    }
  });
  documents.sort((one, other) => scores[other] - scores[one] || other - one);
  return { documents, scores, complete };
}

/**
 * @param {Root} root
 * @param {Part[]} parts
 * @param {Float64Array} scores
 * @param {Uint32Array} held
 */
function addWord(root, parts, scores, held) {
  /** @type {Map<number, [number, number]>} document → frequency and level */
  const found = new Map();
  for (const { first, postings } of parts) {
    postings.documents.forEach((relative, index) => {
      const document = first + relative;
      const before = found.get(document);
      if (before) {
        before[0] += postings.frequencies[index];
      } else if (document < root.documents) {
        found.set(document, [postings.frequencies[index], postings.levels[index]]);
      }
    });
  }
  const weight = quantised(Math.log(root.documents / (found.size + 1)) + 1);
  for (const [document, [frequency, level]] of found) {
    scores[document] += weight * saturation(root, frequency, level);
    held[document] += 1;
  }
}

/**
 * @param {Root} root
 * @param {number} frequency
 * @param {number} level
 */
function saturation({ k1, b, levels, averageLength }, frequency, level) {
  return quantised((frequency * (k1 + 1)) / (frequency + k1 * (1 - b + (b * levels[level]) / averageLength)));
}

/** @param {number} number */
function quantised(number) {
  return Math.floor(number * UNIT + 0.5) / UNIT;
}
