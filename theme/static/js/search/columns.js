// @ts-check
/** Facets of all documents, read when filters are opened or set.  Twin of plugins/search/columns.py. */

import { loadText } from "./load.js";
import { readJson } from "./root.js";

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {[slug: string, name: string, facet: string]} Option
 * @typedef {{options: Option[], sets: number[][], rows: number[]}} Column each document's row names a set of options
 * @typedef {(document: number) => boolean} Test
 */

export const COLUMNS = ["origin", "rating"];

/**
 * @param {Engine} engine
 * @param {string} name
 * @returns {Promise<Column>}
 */
export const loadColumn = (engine, name) => load(engine, name, (data) => ({ ...data, rows: [...numbers(data.rows)] }));

/**
 * @param {Engine} engine
 * @returns {Promise<[slug: string, name: string, count: number, hash: string][]>}
 */
export const loadTags = (engine) => load(engine, "tag", ({ options }) => options);

/**
 * What tells whether a document has an option.
 *
 * @param {Engine} engine
 * @param {string} name
 * @param {string} slug
 * @returns {Promise<Test | undefined>} nothing where there is no such option
 */
export async function testOption(engine, name, slug) {
  if (name === "tag") {
    const tag = (await loadTags(engine)).find(([own]) => own === slug);
    if (!tag) {
      return undefined;
    }
    const path = `c/tag-${slug.slice(0, 40)}-${tag[3]}.json`;
    const documents = await engine.file(path, loadText, (text) => readJson(text, ({ rows }) => new Set(sums(rows))));
    return (document) => documents.has(document);
  }
  const { options, sets, rows } = await loadColumn(engine, name === "rating" ? name : "origin");
  const option = options.findIndex(([own, , facet]) => own === slug && facet === name);
  return option < 0 ? undefined : (document) => sets[rows[document]].includes(option);
}

/**
 * What tells whether a document is of one of some days.
 *
 * @param {Engine} engine
 * @param {string} since ISO 8601; "" for no bound, as is `until`
 * @param {string} until
 * @returns {Promise<Test>}
 */
export async function testDays(engine, since, until) {
  const days = await load(engine, "day", ({ first, rows }) => [...sums(rows, day(first))]);
  return (document) => (!since || days[document] >= day(since)) && (!until || days[document] <= day(until));
}

/**
 * How many of some documents have each option.
 *
 * @param {Column} column
 * @param {number[]} documents
 * @param {{test: Test | undefined}[]} tests that they must pass
 */
export function tally({ options, sets, rows }, documents, tests) {
  const counts = options.map(() => 0);
  for (const document of documents) {
    if (tests.every(({ test }) => test?.(document))) {
      for (const option of sets[rows[document]]) {
        counts[option] += 1;
      }
    }
  }
  return counts;
}

/**
 * Ascending numbers from the letters for their differences.
 *
 * @param {string} letters
 * @param {number} sum
 */
export function* sums(letters, sum = 0) {
  for (const number of numbers(letters)) {
    sum += number;
    yield sum;
  }
}

/** @param {string} letters */
function* numbers(letters) {
  for (const letter of letters) {
    const code = /** @type {number} */ (letter.codePointAt(0));
    yield code - (code < 0xd800 ? 48 : 0x830);
  }
}

/** @param {string} date */
const day = (date) => Date.parse(date) / 86_400_000;

/**
 * @template T
 * @param {Engine} engine
 * @param {string} name
 * @param {(data: any) => T} read
 * @returns {Promise<T>}
 */
function load(engine, name, read) {
  const hash = engine.root.columns[name];
  const empty = { options: [], sets: [], rows: "", first: "1970-01-01" };
  return hash
    ? engine.file(`c/${name}-${hash}.json`, loadText, (text) => readJson(text, read))
    : Promise.resolve(read(empty));
}
