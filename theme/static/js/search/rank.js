// @ts-check
/** Scores and order.  Twin of plugins/search/scoring.py: every step gives the same doubles. */

/**
 * @typedef {import("./root.js").Root} Root
 *
 * @typedef {{first: number, documents: ArrayLike<number>, impacts: ArrayLike<number>}} Part What documents of the tier that
 *   begins with `first` hold, and what it counts there.
 *
 * @typedef {{parts: Part[], worth: number}[]} Match What a word or a pair asks for, and what each counts; the last is what
 *   it means.
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
 * @param {Match[]} matches of words, then of pairs
 * @param {number} words how many there are
 * @returns {Ranking}
 */
export function rank(root, matches, words) {
  const scores = new Float64Array(root.documents);
  const held = new Uint32Array(root.documents);
  matches.forEach((match, place) => {
    match.forEach(({ parts, worth }, index) => {
      const isMeant = place < words && index === match.length - 1;
      add(root, parts, worth, scores, isMeant ? held : undefined);
    });
  });
  const documents = [];
  let complete = 0;
  for (let document = root.documents - 1; document >= 0; document -= 1) {
    if (held[document] > 0) {
      documents.push(document);
      complete += held[document] === words ? 1 : 0;
    }
  }
  documents.sort((one, other) => scores[other] - scores[one]);
  return { documents, scores, complete, held, words };
}

/**
 * @param {Root} root
 * @param {Part[]} parts
 * @param {number} worth
 * @param {Float64Array} scores
 * @param {Uint32Array | undefined} held
 */
function add(root, parts, worth, scores, held) {
  const matching = parts.reduce((sum, { documents }) => sum + documents.length, 0);
  const rarity = quantised(Math.log(Math.max(1, root.documents / (matching + 1))) + root.idfFloor);
  const half = Math.sqrt(rarity);
  const weight = worth * quantised(rarity * half * Math.sqrt(half));
  for (const { first, documents, impacts } of parts) {
    for (let index = 0; index < documents.length; index += 1) {
      scores[first + documents[index]] += weight * (impacts[index] + root.leastSteps) * root.step;
      if (held) {
        held[first + documents[index]] += 1;
      }
    }
  }
}

/**
 * What a frequency counts in a document of a length level, in steps.
 *
 * @param {Root} root
 * @param {number} frequency
 * @param {number} level
 */
export function impactOf({ k1, b, pivot, levels, step, steps, leastSteps }, frequency, level) {
  const saturation = (frequency * (k1 + 1)) / (frequency + k1 * (1 - b + (b * levels[level]) / pivot));
  return Math.min(steps - 1, Math.max(0, Math.floor(saturation / step - leastSteps + 0.5)));
}

/**
 * What a token or a pair of a query counts: less where it only makes a sentence.
 *
 * @param {Root} root
 * @param {string[]} asked
 * @param {boolean} hasAccents whether the query has; else such words are known by their folded forms
 */
export function weightOf({ functionWords, functionWeights, pairWeight }, asked, hasAccents) {
  const count = asked.filter((token) => functionWords[hasAccents ? 0 : 1].has(token)).length;
  const weight = count === 0 ? 1 : functionWeights[count === asked.length ? 1 : 0];
  return asked.length > 1 ? weight * pairWeight : weight;
}

/** @param {number} number */
function quantised(number) {
  return Math.floor(number * UNIT + 0.5) / UNIT;
}
