// @ts-check
/** What a text is made of for search.  Twin of plugins/search/analysis.py; both pass tests/contract/analysis.json. */

import { canonicalSyllable, fold } from "./fold.js";
import { findSymbols } from "./symbols.js";

/** Parts the folded form from the accented one in a key. */
export const VARIANT = "\x1f";

const TOKEN_LENGTH = 64;
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * @typedef {object} Wanted What a query's words matched: these tokens, and all variants of these folded forms.
 * @property {Set<string>} tokens
 * @property {Set<string>} folded
 */

/**
 * The canonical tokens of a text, in order, with repetitions.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function tokens(text) {
  const plain = text.normalize("NFC").toLowerCase();
  /** @type {string[]} */
  const found = [];
  let start = 0;
  const addWords = (/** @type {number | undefined} */ end) => {
    found.push(...(plain.slice(start, end).match(WORD) ?? []).map(canonicalToken));
  };
  for (const { end, token } of findSymbols(plain)) {
    addWords(end);
    found.push(token);
    start = end;
  }
  addWords(undefined);
  return found;
}

/**
 * The tokens that a query asks for, each once.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function queryTokens(text) {
  return [...new Set(tokens(text))];
}

/**
 * The pairs of neighbouring tokens that a query asks for, each once.
 *
 * @param {string} text
 * @returns {string[][]}
 */
export function queryPairs(text) {
  const all = tokens(text);
  const pairs = new Map(all.slice(1).map((second, index) => [`${all[index]} ${second}`, [all[index], second]]));
  return [...pairs.values()];
}

/** @param {string} token */
export const isPlain = (token) => fold(token) === token;

/**
 * A text in pieces, with the words that a query matched marked.
 *
 * @param {string} text
 * @param {Wanted} wanted
 * @returns {[string, boolean][]} pieces and whether they are marked; together they are the text in NFC
 */
export function markWords(text, wanted) {
  const composed = text.normalize("NFC");
  /** @type {[string, boolean][]} */
  const pieces = [];
  let end = 0;
  for (const match of composed.matchAll(WORD)) {
    const token = canonicalToken(match[0].toLowerCase());
    if (wanted.tokens.has(token) || wanted.folded.has(fold(token))) {
      if (match.index > end) {
        pieces.push([composed.slice(end, match.index), false]);
      }
      end = match.index + match[0].length;
      pieces.push([match[0], true]);
    }
  }
  if (end < composed.length) {
    pieces.push([composed.slice(end), false]);
  }
  return pieces;
}

/**
 * @param {string} word
 * @returns {string}
 */
function canonicalToken(word) {
  const number = /^[0-9]+$/.test(word) ? word.replace(/^0+(?=.)/, "") : word;
  const spelt = canonicalSyllable(number.replace(/[ðɖ]/g, "đ"));
  return spelt.length <= TOKEN_LENGTH ? spelt : [...spelt].slice(0, TOKEN_LENGTH).join("");
}
