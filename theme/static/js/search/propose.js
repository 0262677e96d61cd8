// @ts-check
/** "Did you mean": for words that the archive does not use, those that it does.  Twin of plugins/search/known_words.py. */

import { fold } from "./fold.js";
import { loadText } from "./load.js";
import { readJson } from "./root.js";
import { tokens } from "./terms.js";

const WORD = /[\p{L}\p{N}]+/gu;

/** @typedef {[spelt: string, folded: string]} Known */

/**
 * @param {import("./engine.js").Engine} engine
 * @param {string} query
 * @returns {Promise<string>} the query with other words, or "" where there is nothing to propose
 */
export async function propose(engine, query) {
  const path = `w/${engine.root.knownWords}.json`;
  /** @type {Known[]} */
  const known = await engine.file(path, loadText, (text) =>
    readJson(text, ({ words }) => words.split(" ").map((/** @type {string} */ word) => [word, fold(word)])),
  );
  const composed = query.normalize("NFC");
  const last = composed.match(WORD)?.at(-1);
  const proposed = composed.replace(WORD, (word) => nearest(known, word, word === last) ?? word);
  return proposed === composed ? "" : proposed;
}

/**
 * The commonest word that begins with the last one of a query, or that is one slip away.
 *
 * @param {Known[]} known
 * @param {string} word
 * @param {boolean} isLast it may not be finished
 */
function nearest(known, word, isLast) {
  const folded = fold(tokens(word)[0] ?? "");
  if (/\d/.test(folded) || known.some((own) => own[1] === folded)) {
    return undefined;
  }
  const begun = isLast && known.find((own) => own[1].startsWith(folded));
  const slipped = begun || (folded.length > 2 && known.find((own) => isOneSlip(own[1], folded)));
  return slipped ? slipped[0] : undefined;
}

/**
 * Whether one letter more, less, another, or two changed about make one of the other.
 *
 * @param {string} one
 * @param {string} other
 */
function isOneSlip(one, other) {
  if (Math.abs(one.length - other.length) > 1) {
    return false;
  }
  let start = 0;
  while (start < one.length && one[start] === other[start]) {
    start += 1;
  }
  const rest = one.slice(start);
  const otherRest = other.slice(start);
  return (
    rest.slice(1) === otherRest.slice(1) ||
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    (rest[1] + rest[0] === otherRest.slice(0, 2) && rest.slice(2) === otherRest.slice(2))
  );
}
