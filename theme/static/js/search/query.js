// @ts-check
/** The query language.  Twin of plugins/search/query.py; both pass tests/contract/query.json. */

import { fold } from "./fold.js";
import { tokens } from "./terms.js";

/** Code points; what comes after them is not read. */
export const LONGEST = 1000;

const QUOTES = /[“”„‟″]/g;
const PART = /(-?)(title:)?"([^"]*)"|(-?)(title:)?([^\t\n\r \u00a0\u3000]+)/gi;

/**
 * Tokens that must stand side by side, in the title or anywhere, or must not.
 *
 * @typedef {{tokens: string[], inTitle: boolean, isExcluded: boolean}} Condition
 *
 * @typedef {{text: string, conditions: Condition[]}} Query `text` is all that scores; the conditions narrow.
 */

/**
 * @param {string} line
 * @returns {Query}
 */
export function parse(line) {
  const texts = [];
  /** @type {Map<string, Condition>} */
  const conditions = new Map();
  const read = [...line].slice(0, LONGEST).join("").replace(QUOTES, '"');
  for (const [part, minus, title, quoted, wordMinus, wordTitle, word] of read.matchAll(PART)) {
    const isExcluded = Boolean(minus || wordMinus);
    const inTitle = Boolean(title || wordTitle);
    const content = quoted ?? word;
    const condition = { tokens: tokens(content), inTitle, isExcluded };
    if (condition.tokens.length === 0 || (quoted === undefined && !isExcluded && !inTitle)) {
      texts.push(part);
      continue;
    }
    conditions.set(JSON.stringify(condition), condition);
    if (!isExcluded) {
      texts.push(content);
    }
  }
  return { text: texts.join(" "), conditions: [...conditions.values()] };
}

/**
 * Whether a document meets a condition.
 *
 * @param {string[][]} lines the document's tokens, a list a block; the title is the first
 * @param {Condition} condition
 */
export function holds(lines, { tokens: wanted, inTitle, isExcluded }) {
  const within = inTitle ? lines.slice(0, 1) : lines;
  return within.some((line) => standsIn(line, wanted)) !== isExcluded;
}

/**
 * @param {string[]} line
 * @param {string[]} wanted
 */
function standsIn(line, wanted) {
  return line.some((_, start) => wanted.every((one, place) => means(one, line[start + place])));
}

/**
 * Whether a query's token asks for a token: typed with accents it means itself, typed without any variant.
 *
 * @param {string} wanted
 * @param {string | undefined} token
 */
export function means(wanted, token) {
  return token === wanted || (token !== undefined && fold(wanted) === wanted && fold(token) === wanted);
}
