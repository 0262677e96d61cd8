// @ts-check
/**
 * The search worker: typing never waits for it.
 *
 * It is sent `{address, text}` of the root once, then `{id, query, first, count}`; it answers
 * `{id, total, complete, results}` or `{id, problem}`, where a problem is "network", "missing" or "damaged".
 */

import { Engine } from "./engine.js";
import { LoadError } from "./load.js";
import { FormatError } from "./shards.js";

/** @type {Engine | undefined} */
let engine;

/** @type {{query: string, answer: import("./engine.js").Answer} | undefined} */
let last;

self.addEventListener("message", async ({ data }) => {
  try {
    if ("address" in data) {
      engine = new Engine(data.address, data.text);
    } else if (engine) {
      self.postMessage(await reply(engine, data));
    }
  } catch (error) {
    self.postMessage({ id: data.id, problem: problemOf(error) });
  }
});

/**
 * @param {Engine} engine
 * @param {{id: number, query: string, first: number, count: number}} request
 */
async function reply(engine, { id, query, first, count }) {
  const answer = last?.query === query ? last.answer : await engine.ask(query);
  last = { query, answer };
  const results = await engine.results(answer, first, count);
  return { id, total: answer.documents.length, complete: answer.complete, results };
}

/** @param {unknown} error */
function problemOf(error) {
  if (error instanceof LoadError) {
    return error.kind;
  }
  if (error instanceof FormatError) {
    return "damaged";
  }
  throw error;
}
