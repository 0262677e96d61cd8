// @ts-check
/** For words that the archive does not use, those that it does.  Twin of plugins/search/known_words.py. */

import { fold } from "./fold.js";
import { loadText } from "./load.js";
import { parse } from "./query.js";
import { readJson } from "./root.js";
import { tokens } from "./terms.js";

// "title:" is no word that was asked for.
const WORD = /title:|[\p{L}\p{N}]+/giu;
// Beyond so many words that begin alike, the one that is being typed is anybody's guess; each costs files.
const MOST_BEGUN = 6;
// A completed query is as good as its best documents together: those in which the new word stands beside another.
const MOST_JUDGED = 10;

/** @typedef {[spelt: string, folded: string]} Known */

/**
 * "Did you mean".
 *
 * @param {import("./engine.js").Engine} engine
 * @param {string} query
 * @returns {Promise<string>} the query with other words, or "" where there is nothing to propose
 */
export async function propose(engine, query) {
  const known = await loadWords(engine);
  const composed = query.normalize("NFC");
  const last = composed.match(WORD)?.at(-1);
  const proposed = composed.replace(WORD, (word) => nearest(known, word, word === last) ?? word);
  return proposed === composed ? "" : proposed;
}

/**
 * The query whose last word is still being typed, with the word for it that goes best with the others.
 *
 * @param {import("./engine.js").Engine} engine
 * @param {string} query
 * @returns {Promise<string>} "" where its last word begins no other
 */
export async function complete(engine, query) {
  const composed = query.normalize("NFC");
  const [, before, word] = composed.match(/^(.*?)([\p{L}\p{N}]+)$/su) ?? [];
  if (!word || /(^|\s)-[^\s]*$/.test(before)) {
    return "";
  }
  const queries = begun(await loadWords(engine), word).map((other) => before + other);
  const answers = await Promise.all(queries.map((other) => engine.ask(parse(other).text)));
  const worths = answers.map(({ documents, scores }) =>
    documents.slice(0, MOST_JUDGED).reduce((sum, document) => sum + scores[document], 0),
  );
  return queries[worths.indexOf(Math.max(...worths))] ?? "";
}

/**
 * @param {import("./engine.js").Engine} engine
 * @returns {Promise<Known[]>} commonest first
 */
async function loadWords(engine) {
  const { knownWords } = engine.root;
  return knownWords
    ? engine.file(`w/${knownWords}.json`, loadText, (text) =>
        readJson(text, ({ words }) => words.split(" ").map((/** @type {string} */ word) => [word, fold(word)])),
      )
    : [];
}

/**
 * The commonest words that begin with another and go on; with its accents, if there are such.
 *
 * @param {Known[]} known
 * @param {string} word
 * @returns {string[]}
 */
function begun(known, word) {
  const [spelt = ""] = tokens(word);
  const folded = fold(spelt);
  const longer = known.filter((own) => own[1].startsWith(folded) && own[1] !== folded && !/\d/.test(folded));
  const alike = longer.map(([own]) => own);
  const same = spelt === folded ? [] : alike.filter((own) => own.startsWith(spelt));
  return (same.length > 0 ? same : alike).slice(0, MOST_BEGUN);
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
  if (word.endsWith(":") || /\d/.test(folded) || known.some((own) => own[1] === folded)) {
    return undefined;
  }
  const [longer] = isLast ? begun(known, word) : [];
  return longer ?? (folded.length > 2 ? known.find((own) => isOneSlip(own[1], folded))?.[0] : undefined);
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
