// @ts-check
/** What a reader asked for of what the query found: conditions, filters, order.  Twin of plugins/search/narrowing.py. */

import { COLUMNS, loadColumn, loadTags, tally, testDays, testOption } from "./columns.js";
import { holds, parse } from "./query.js";
import { isPlain } from "./terms.js";
import { loadTitled, loadWords } from "./texts.js";

const AT_ONCE = 12;

/**
 * @typedef {import("./columns.js").Option} Option
 * @typedef {import("./columns.js").Test} Test
 * @typedef {import("./engine.js").Answer} Answer
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {import("./query.js").Condition} Condition
 *
 * @typedef {object} Asked
 * @property {string} query
 * @property {Record<string, string>} filters of category, unit, rating, tag, since, until those that are set
 * @property {boolean} every only documents with all the words
 * @property {boolean} byDate newest first, whatever the score
 * @property {boolean} counts beside filters too
 * @property {boolean} isUnfinished whether the last word is still being typed
 *
 * @typedef {Record<string, [slug: string, name: string, count: number | undefined][]>} Counts by facet
 */

/** The documents found, in order; those that a text must be read for are verified as they are taken. */
export class Selection {
  /**
   * @param {Engine} engine
   * @param {Answer} answer
   * @param {number[]} left
   * @param {{condition: Condition, able: Set<number>}[]} doubts
   */
  constructor(engine, answer, left, doubts) {
    this.engine = engine;
    this.answer = answer;
    this.left = left;
    this.doubts = doubts;
    /** @type {number[]} */
    this.sure = doubts.length > 0 ? [] : left;
    this.next = this.sure.length;
    /** @type {string[]} */
    this.unknown = [];
    /** @type {number | undefined} how many hold all the words, where nothing else narrows */
    this.complete = undefined;
    /** @type {Counts | undefined} */
    this.counts = undefined;
    /** @type {Promise<void>} */
    this.work = Promise.resolve();
  }

  /** At most so many documents are found. */
  get total() {
    return this.sure.length + this.left.length - this.next;
  }

  /** Whether no document is in doubt. */
  get isExact() {
    return this.next === this.left.length;
  }

  /**
   * @param {number} first
   * @param {number} count
   */
  async take(first, count) {
    this.work = this.work.catch(() => {}).then(() => this.verify(first + count));
    await this.work;
    return this.sure.slice(first, first + count);
  }

  /** @param {number} wanted */
  async verify(wanted) {
    while (this.sure.length < wanted && !this.isExact) {
      const some = this.left.slice(this.next, this.next + AT_ONCE);
      const verdicts = await Promise.all(some.map((document) => this.meets(document)));
      this.sure.push(...some.filter((_, index) => verdicts[index]));
      this.next += some.length;
    }
  }

  /** @param {number} document */
  async meets(document) {
    const doubts = this.doubts.filter(({ able }) => able.has(document));
    if (doubts.length === 0) {
      return true;
    }
    const lines = await loadWords(this.engine, document);
    return doubts.every(({ condition }) => holds(lines, condition));
  }
}

/**
 * @param {Engine} engine
 * @param {Asked} asked
 * @returns {Promise<Selection>}
 */
export async function select(engine, { query, filters, every, byDate, counts }) {
  const { text, conditions } = parse(query);
  const isNarrowed = conditions.length > 0 || Object.keys(filters).length > 0;
  const [answer, judged, chosen] = await Promise.all([
    engine.ask(text),
    Promise.all(conditions.map((condition) => judge(engine, condition))),
    Promise.all(Object.entries(filters).map((filter) => chooseFilter(engine, filter))),
  ]);
  let { documents } = answer;
  if (answer.words === 0 && (isNarrowed || counts)) {
    documents = Array.from({ length: engine.root.documents }, (_, index) => engine.root.documents - 1 - index);
  } else if (every) {
    documents = documents.filter((document) => answer.held[document] === answer.words);
  }
  if (byDate) {
    documents = [...documents].sort((one, other) => other - one);
  }
  for (const { condition, able, isCertain } of judged) {
    const { isExcluded } = condition;
    documents = documents.filter((document) =>
      isCertain ? able.has(document) !== isExcluded : isExcluded || able.has(document),
    );
  }
  const tests = chosen.filter(({ test }) => test);
  const isEmpty = answer.words === 0 && !isNarrowed;
  const left = isEmpty ? [] : documents.filter((document) => tests.every(({ test }) => test?.(document)));
  const selection = new Selection(engine, answer, left, judged.filter(({ isCertain }) => !isCertain));
  selection.unknown = chosen.flatMap(({ name, test }) => (test ? [] : name));
  if (!isNarrowed && !every) {
    selection.complete = answer.complete;
  }
  if (counts) {
    selection.counts = await count(engine, documents, tests, selection.doubts.length === 0);
  }
  return selection;
}

/**
 * Which documents can meet a condition (or break it, where it excludes), and whether these do.
 *
 * @param {Engine} engine
 * @param {Condition} condition
 */
async function judge(engine, condition) {
  const { tokens, inTitle } = condition;
  const held = await Promise.all(tokens.map((token) => (inTitle ? loadTitled : documentsOf)(engine, token)));
  held.sort((one, other) => one.size - other.size);
  const able = new Set([...held[0]].filter((document) => held.every((own) => own.has(document))));
  return { condition, able, isCertain: tokens.length === 1 };
}

/**
 * The documents that hold what a query's token means.
 *
 * @param {Engine} engine
 * @param {string} token
 */
async function documentsOf(engine, token) {
  const parts = await engine.find([token], !isPlain(token));
  return new Set(parts.flatMap(({ first, documents }) => Array.from(documents, (number) => first + number)));
}

/**
 * @param {Engine} engine
 * @param {[name: string, value: string]} filter
 * @returns {Promise<{name: string, test: Test | undefined}>}
 */
async function chooseFilter(engine, [name, value]) {
  if (name === "since" || name === "until") {
    return { name, test: await testDays(engine, ...(name === "since" ? [value, ""] : ["", value])) };
  }
  return { name, test: await testOption(engine, name, value) };
}

/**
 * The options of each facet, each with the documents that would be left were it chosen.
 *
 * @param {Engine} engine
 * @param {number[]} documents
 * @param {{name: string, test: Test | undefined}[]} tests
 * @param {boolean} isExact
 * @returns {Promise<Counts>}
 */
async function count(engine, documents, tests, isExact) {
  const [tags, ...columns] = await Promise.all([loadTags(engine), ...COLUMNS.map((name) => loadColumn(engine, name))]);
  /** @type {Counts} */
  const counts = { category: [], unit: [], rating: [], tag: tags.map(({ slug, name }) => [slug, name, undefined]) };
  for (const column of columns) {
    /** @type {Record<string, number[]>} */
    const tallied = {};
    column.options.forEach(([slug, name, facet], place) => {
      tallied[facet] ??= tally(column, documents, tests.filter((one) => one.name !== facet));
      counts[facet].push([slug, name, isExact ? tallied[facet][place] : undefined]);
    });
  }
  return counts;
}
