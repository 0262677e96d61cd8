// @ts-check
/** From a query to results: which files it needs, all of a kind at once, and what they say together. */

import { fold } from "./fold.js";
import { loadBytes, loadText } from "./load.js";
import { rank } from "./rank.js";
import { directoryPath, findEntry, locate, readBlock, readDirectory, readRoot, shardPaths } from "./root.js";
import { decodeShard, FormatError } from "./shards.js";
import { markWords, queryTokens, termKey, VARIANT } from "./terms.js";

/**
 * @typedef {import("./rank.js").Part} Part
 * @typedef {import("./rank.js").Ranking} Ranking
 * @typedef {import("./root.js").Tier} Tier
 * @typedef {import("./terms.js").Wanted} Wanted
 * @typedef {[string, boolean][]} Marked
 *
 * @typedef {{url: string, title: Marked, date: string, category: string, summary: Marked, rating: string}} Result
 *
 * @typedef {Ranking & {wanted: Wanted}} Answer
 */

/** A search index at an address.  Files that it has had stay in memory. */
export class Engine {
  /**
   * @param {string | URL} address of the root
   * @param {string} text what the root holds
   */
  constructor(address, text) {
    this.address = address;
    this.root = readRoot(text);
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
  }

  /**
   * @param {string} query
   * @returns {Promise<Answer>} nothing is found where the query has no word
   */
  async ask(query) {
    /** @type {Wanted} */
    const wanted = { tokens: new Set(), folded: new Set() };
    const words = await Promise.all(queryTokens(query).map((token) => this.match(token, wanted)));
    return { ...rank(this.root, words), wanted };
  }

  /**
   * @param {Answer} answer
   * @param {number} first
   * @param {number} count
   * @returns {Promise<Result[]>}
   */
  async results(answer, first, count) {
    return Promise.all(
      answer.documents.slice(first, first + count).map(async (document) => {
        const { path, row } = locate(this.root, document);
        const rows = await this.file(path, loadText, readBlock);
        if (!rows?.[row]) {
          throw new FormatError("block");
        }
        const [title, url, date, category, summary, rating] = rows[row];
        const { wanted } = answer;
        return { url, date, category, rating, title: markWords(title, wanted), summary: markWords(summary, wanted) };
      }),
    );
  }

  /**
   * What one word of a query matches: itself when it was typed with accents and is there, else all variants.
   *
   * @param {string} token
   * @param {Wanted} wanted is told what matched
   * @returns {Promise<Part[]>}
   */
  async match(token, wanted) {
    const folded = fold(token);
    const key = termKey(token);
    if (folded !== token) {
      const exact = await this.collect(folded, (own) => own === key, token);
      if (exact.length > 0) {
        wanted.tokens.add(token);
        return exact;
      }
    }
    wanted.folded.add(folded);
    return this.collect(folded, (own) => own === folded || own.startsWith(folded + VARIANT));
  }

  /**
   * @param {string} folded
   * @param {(key: string) => boolean} fits
   * @param {string} [token] look only where this variant can be
   * @returns {Promise<Part[]>} the postings, of all tiers, of the keys that fit
   */
  async collect(folded, fits, token) {
    const parts = await Promise.all(
      this.root.tiers.map(async (tier) => {
        const shards = await this.shards(tier, folded, token);
        const entries = shards.flatMap((shard) => [...shard]);
        return entries.flatMap(([key, postings]) => (fits(key) ? [{ first: tier.first, postings }] : []));
      }),
    );
    return parts.flat();
  }

  /**
   * @param {Tier} tier
   * @param {string} folded
   * @param {string} [token]
   * @returns {Promise<Map<string, import("./shards.js").Postings>[]>}
   */
  async shards(tier, folded, token) {
    let entries = tier.shards ?? [];
    if (tier.directories) {
      entries = await this.file(directoryPath(tier, findEntry(tier.directories, folded)), loadText, readDirectory);
    }
    const paths = entries.length ? shardPaths(tier, findEntry(entries, folded), token) : [];
    return Promise.all(paths.map((path) => this.file(path, loadBytes, decodeShard)));
  }

  /**
   * @template S, T
   * @param {string} path below the root's folder
   * @param {(address: URL) => Promise<S>} load
   * @param {(data: S) => T} read
   * @returns {Promise<T>} the file, asked for once; a failure is not kept
   */
  file(path, load, read) {
    let file = this.files.get(path);
    if (!file) {
      file = load(new URL(path, this.address)).then(read);
      this.files.set(path, file);
      file.catch(() => this.files.delete(path));
    }
    return file;
  }
}
