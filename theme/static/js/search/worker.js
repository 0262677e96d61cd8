// @ts-check
/**
 * The search worker: typing never waits for it.
 *
 * It is sent `{address, text}` of the root once, then `{id, asked, first, count}`; it answers
 * `{id, documents, total, isExact, complete, counts, unknown, proposal, results}`, and where no document has all the words
 * `{id, proposal}` after that; or `{id, problem}`, where a problem is "network", "missing" or "damaged".
 */

import { Engine } from "./engine.js";
import { LoadError } from "./load.js";
import { parse } from "./query.js";
import { FormatError } from "./shards.js";

/**
 * @typedef {import("./select.js").Asked} Asked
 *
 * @typedef {object} Selected
 * @property {import("./engine.js").Answer} answer
 * @property {number} total
 * @property {boolean} isExact whether the total is no upper bound
 * @property {number} [complete] how many hold all the words, where nothing else narrows
 * @property {import("./select.js").Counts} [counts]
 * @property {string[]} unknown filters that no document has
 * @property {(first: number, count: number) => Promise<number[]> | number[]} take
 */

/** @type {Engine | undefined} */
let engine;

/**
 * @typedef {{selected: Selected, proposal: string, isPoor: boolean}} Found `isPoor`: other words may find more.
 *
 * @type {{key: string, found: Promise<Found>, proposed?: Promise<string>} | undefined}
 */
let last;

self.addEventListener("message", async ({ data }) => {
  try {
    if ("address" in data) {
      engine = new Engine(data.address, data.text);
    } else if (engine) {
      await reply(engine, data);
    }
  } catch (error) {
    self.postMessage({ id: data.id, problem: problemOf(error) });
  }
});

/**
 * @param {Engine} engine
 * @param {{id: number, asked: Asked, first: number, count: number}} request
 */
async function reply(engine, { id, asked, first, count }) {
  const key = JSON.stringify(asked);
  if (last?.key !== key) {
    last = { key, found: find(engine, asked) };
  }
  const own = last;
  try {
    const { selected, proposal, isPoor } = await own.found;
    const documents = await selected.take(first, count);
    const results = await engine.results({ ...selected.answer, documents }, 0, count);
    const { complete, counts, isExact, total, unknown } = selected;
    self.postMessage({ id, documents: engine.root.documents, total, isExact, complete, counts, unknown, proposal, results });
    if (isPoor) {
      // Readers need not wait for it: it takes files that nothing else does.
      own.proposed ??= loadModule(import("./propose.js")).then(({ propose }) => propose(engine, asked.query));
      self.postMessage({ id, proposal: await own.proposed });
    }
  } catch (error) {
    last = undefined;
    throw error;
  }
}

/**
 * What was asked for; where the last word is still being typed and no document has all of the words, what was meant.
 *
 * @param {Engine} engine
 * @param {Asked} asked
 * @returns {Promise<Found>}
 */
async function find(engine, asked) {
  const selected = await choose(engine, asked);
  const { answer, total } = selected;
  const isPoor = answer.words > 0 && (answer.complete === 0 || (asked.isUnfinished && total === 0));
  if (isPoor && asked.isUnfinished) {
    const { complete } = await loadModule(import("./propose.js"));
    const meant = await complete(engine, asked.query);
    if (meant) {
      return { selected: await choose(engine, { ...asked, query: meant }), proposal: meant, isPoor: false };
    }
  }
  return { selected, proposal: "", isPoor };
}

/**
 * Most readers type words and no more, and are spared the modules of all else.
 *
 * @param {Engine} engine
 * @param {Asked} asked
 * @returns {Promise<Selected>}
 */
async function choose(engine, asked) {
  const parsed = parse(asked.query);
  if (parsed.conditions.length > 0 || Object.keys(asked.filters).length > 0 || asked.every || asked.byDate || asked.counts) {
    const { select } = await loadModule(import("./select.js"));
    return select(engine, asked);
  }
  const answer = await engine.ask(parsed.text);
  const { complete, documents } = answer;
  const take = (/** @type {number} */ first, /** @type {number} */ count) => documents.slice(first, first + count);
  return { answer, total: documents.length, isExact: true, complete, unknown: [], take };
}

/**
 * @template T
 * @param {Promise<T>} module
 */
async function loadModule(module) {
  try {
    return await module;
  } catch {
    throw new LoadError("network");
  }
}

/** @param {unknown} error */
function problemOf(error) {
  if (error instanceof LoadError) {
    return error.kind;
  }
  if (!(error instanceof FormatError)) {
    // Nothing else is expected; who sees it on a console can tell.  The page must not wait for ever.
    console.error(error);
  }
  return "damaged";
}
