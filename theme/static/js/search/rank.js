// @ts-check
/** Scores and order.  Twin of plugins/search/scoring.py: every step gives the same doubles. */

/**
 * @typedef {import("./root.js").Root} Root
 * @typedef {import("./shards.js").Postings} Postings
 *
 * @typedef {{first: number, postings: Postings}} Part A term's postings in the tier that begins with `first`.
 *
 * @typedef {{meant: Part[], typed: Part[], weight: number}} Match What a word asks for, several terms of a tier
 *   counted as one; apart from that what was typed, where that counts more; and what all of it counts.
 *
 * @typedef {object} Ranking
 * @property {number[]} documents best first; of equal score the newest first
 * @property {Float64Array} scores by document
 * @property {number} complete how many of them hold all the words
 * @property {Uint32Array} held by document how many of the words it holds
 * @property {number} words
 */

const UNIT = 1024;

/**
 * @param {Root} root
 * @param {Match[]} words what matched each word of the query
 * @param {Match[]} pairs what matched each pair of neighbouring words
 * @returns {Ranking}
 */
export function rank(root, words, pairs) {
  const scores = new Float64Array(root.documents);
  const held = new Uint32Array(root.documents);
  for (const match of words) {
    for (const document of addMatch(root, match, 1, scores)) {
      held[document] += 1;
    }
  }
  for (const match of pairs) {
    addMatch(root, match, root.pairWeight, scores);
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
  return { documents, scores, complete, held, words: words.length };
}

/**
 * @param {Root} root
 * @param {Match} match
 * @param {number} share
 * @param {Float64Array} scores
 * @returns {Iterable<number>} the documents
 */
function addMatch(root, { meant, typed, weight }, share, scores) {
  const worth = share * weight;
  if (typed.length === 0) {
    return add(root, meant, worth, scores);
  }
  add(root, typed, worth * root.typedWeight, scores);
  return add(root, meant, worth * (1 - root.typedWeight), scores);
}

/**
 * Adds to the scores what one thing that was asked for counts in each document.
 *
 * @param {Root} root
 * @param {Part[]} parts
 * @param {number} worth
 * @param {Float64Array} scores
 * @returns {Iterable<number>} the documents
 */
function add(root, parts, worth, scores) {
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
  const rarity = quantised(Math.log(Math.max(1, root.documents / (found.size + 1))) + root.idfFloor);
  const weight = quantised(rarity * Math.sqrt(rarity));
  for (const [document, [frequency, level]] of found) {
    scores[document] += worth * weight * saturation(root, frequency, level);
  }
  return found.keys();
}

/**
 * @param {Root} root
 * @param {number} frequency
 * @param {number} level
 */
function saturation({ k1, b, levels, averageLength }, frequency, level) {
  return quantised((frequency * (k1 + 1)) / (frequency + k1 * (1 - b + (b * levels[level]) / averageLength)));
}

/**
 * What a token or a pair of a query counts: less where it only makes a sentence.
 *
 * @param {Root} root
 * @param {string[]} asked
 * @param {boolean} hasAccents whether the query has; else such words are known by their folded forms
 */
export function weightOf({ functionWords, functionWeights }, asked, hasAccents) {
  const count = asked.filter((token) => functionWords[hasAccents ? 0 : 1].has(token)).length;
  return count === 0 ? 1 : functionWeights[count === asked.length ? 1 : 0];
}

/** @param {number} number */
function quantised(number) {
  return Math.floor(number * UNIT + 0.5) / UNIT;
}
