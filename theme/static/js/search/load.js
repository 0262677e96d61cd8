// @ts-check
/** The only place that asks the network. */

/** A file could not be had: it is "missing" (a later release has other files), or the "network" failed. */
export class LoadError extends Error {
  /** @param {"missing" | "network"} kind */
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

/**
 * @param {string | URL} address
 * @param {RequestCache} [cache] "reload" for a file whose kept copy is damaged
 * @returns {Promise<ArrayBuffer>}
 */
export const loadBytes = (address, cache) => load(address, cache, (answer) => answer.arrayBuffer());

/**
 * @param {string | URL} address
 * @param {RequestCache} [cache]
 * @returns {Promise<string>}
 */
export const loadText = (address, cache) => load(address, cache, (answer) => answer.text());

/**
 * @template T
 * @param {string | URL} address
 * @param {RequestCache | undefined} cache
 * @param {(answer: Response) => Promise<T>} read
 * @returns {Promise<T>}
 */
async function load(address, cache, read) {
  let answer;
  try {
    answer = await fetch(address, { cache });
    if (answer.ok) {
      return await read(answer);
    }
  } catch {
    throw new LoadError("network");
  }
  throw new LoadError(answer.status === 404 || answer.status === 410 ? "missing" : "network");
}
