// @ts-check
/** Facets of all documents, read when filters are opened or set.  Twin of plugins/search/columns.py. */

import { loadText } from "./load.js";
import { readJson } from "./root.js";

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {import("./root.js").Tier} Tier
 * @typedef {[slug: string, name: string, facet: string]} Option
 * @typedef {{options: Option[], sets: number[][], rows: number[]}} Column each document's row names a set of options
 * @typedef {{slug: string, name: string, files: [tier: Tier, hash: string][]}} Tag
 * @typedef {(document: number) => boolean} Test
 */

export const COLUMNS = ["origin", "rating"];

/**
 * @param {Engine} engine
 * @param {string} name
 * @returns {Promise<Column>} of all tiers together, options by name
 */
export function loadColumn(engine, name) {
  return engine.file(`c/${name}`, () => loadAll(engine, name, (data) => data), (columns) => {
    /** @type {Map<string, Option>} */
    const named = new Map();
    columns.forEach(({ options }) => options.forEach((/** @type {Option} */ option) => named.set(keyOf(option), option)));
    const options = [...named.values()].sort((one, other) => one[1].localeCompare(other[1], "vi"));
    const places = new Map(options.map((option, place) => [keyOf(option), place]));
    /** @type {number[][]} */
    const sets = [];
    /** @type {number[]} */
    const rows = [];
    for (const column of columns) {
      const first = sets.length;
      for (const set of column.sets) {
        sets.push(set.map((/** @type {number} */ place) => places.get(keyOf(column.options[place]))));
      }
      for (const row of numbers(column.rows)) {
        rows.push(first + row);
      }
    }
    return { options, sets, rows };
  });
}

/**
 * @param {Engine} engine
 * @returns {Promise<Tag[]>} of all tiers together, by name
 */
export async function loadTags(engine) {
  const lists = await loadAll(engine, "tag", ({ options }) => options);
  /** @type {Map<string, Tag>} */
  const tags = new Map();
  lists.forEach((list, index) => {
    for (const [slug, name, , hash] of list) {
      const tag = tags.get(slug) ?? { slug, name, files: [] };
      tags.set(slug, tag);
      tag.files.push([engine.root.tiers[index], hash]);
    }
  });
  return [...tags.values()].sort((one, other) => one.name.localeCompare(other.name, "vi"));
}

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
    const tag = (await loadTags(engine)).find((own) => own.slug === slug);
    const found = tag?.files.map(([tier, hash]) =>
      engine.file(`c/${tier.name}-tag-${slug.slice(0, 40)}-${hash}.json`, loadText, (text) =>
        readJson(text, ({ rows }) => Array.from(sums(rows), (number) => tier.first + number)),
      ),
    );
    const documents = found && new Set((await Promise.all(found)).flat());
    return documents && ((document) => documents.has(document));
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
  const days = (await loadAll(engine, "day", ({ first, rows }) => [...sums(rows, day(first))])).flat();
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

/** @param {Option} option */
const keyOf = ([slug, , facet]) => `${facet} ${slug}`;

/**
 * @template T
 * @param {Engine} engine
 * @param {string} name
 * @param {(data: any) => T} read
 * @returns {Promise<T[]>} of each tier
 */
function loadAll(engine, name, read) {
  return Promise.all(
    engine.root.tiers.map((tier) =>
      engine.file(`c/${tier.name}-${name}-${tier.columns[name]}.json`, loadText, (text) => readJson(text, read)),
    ),
  );
}
