// @ts-check
/** From a query to results: which files it needs, all of a kind at once, and what they say together. */

import { fold } from "./fold.js";
import { loadBytes, loadText } from "./load.js";
import { placed } from "./pairs.js";
import { rank, weightOf } from "./rank.js";
import { directoryPath, locate, partPath, readBlock, readDirectory, readRoot, shardPath } from "./root.js";
import { decodeShard, FormatError } from "./shards.js";
import { isPlain, markWords, queryPairs, queryTokens, VARIANT } from "./terms.js";

/**
 * @typedef {import("./rank.js").Match} Match
 * @typedef {import("./rank.js").Part} Part
 * @typedef {import("./rank.js").Ranking} Ranking
 * @typedef {import("./root.js").Tier} Tier
 * @typedef {import("./shards.js").Postings} Postings
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
   * @param {string} query plain words
   * @returns {Promise<Answer>} nothing is found where the query has no word
   */
  async ask(query) {
    /** @type {Wanted} */
    const wanted = { tokens: new Set(), folded: new Set() };
    const words = queryTokens(query);
    const hasAccents = !words.every(isPlain);
    const asked = [...words.map((token) => [token]), ...queryPairs(query)];
    const matches = await Promise.all(asked.map((tokens) => this.match(tokens, hasAccents, wanted)));
    return { ...rank(this.root, matches, words.length), wanted };
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
   * What a word of a query or two neighbours match: as typed when with accents, else all variants; beside accents mostly
   * as typed.  A single word whose accents are nowhere matches its variants.
   *
   * @param {string[]} asked
   * @param {boolean} hasAccents whether the query has any
   * @param {Wanted} wanted is told what matched
   * @returns {Promise<Match>}
   */
  async match(asked, hasAccents, wanted) {
    const isAccented = !asked.some(isPlain);
    const worth = weightOf(this.root, asked, hasAccents);
    const [typed, every] = await Promise.all([
      hasAccents ? this.find(asked, true) : [],
      isAccented ? [] : this.find(asked, false),
    ]);
    if (isAccented && (typed.length > 0 || asked.length > 1)) {
      asked.forEach((token) => wanted.tokens.add(token));
      return [{ parts: typed, worth }];
    }
    if (asked.length === 1) {
      wanted.folded.add(fold(asked[0]));
    }
    const parts = isAccented ? await this.find(asked, false) : every;
    if (typed.length === 0) {
      return [{ parts, worth }];
    }
    const { typedWeight } = this.root;
    return [
      { parts: typed, worth: worth * typedWeight },
      { parts, worth: worth * (1 - typedWeight) },
    ];
  }

  /**
   * @param {string[]} asked a word, or two neighbours
   * @param {boolean} isTyped as they stand; else all variants, as one
   * @returns {Promise<Part[]>} what the tiers hold of it, without those that hold nothing
   */
  async find(asked, isTyped) {
    const parts = await Promise.all(
      this.root.tiers.map((tier) => (tier.parts ? this.findPlaces(tier, asked, isTyped) : this.findList(tier, asked, isTyped))),
    );
    return parts.filter((part) => part.documents.length > 0);
  }

  /**
   * @param {Tier} tier
   * @param {string[]} asked
   * @param {boolean} isTyped
   * @returns {Promise<Part>}
   */
  async findList(tier, asked, isTyped) {
    const spelt = asked.join(" ");
    const folded = fold(spelt);
    const pointer = directoryPath(tier, folded);
    const directory = pointer ? await this.file(pointer, loadText, readDirectory) : tier.shards;
    const path = directory && shardPath(tier, directory, folded, isTyped ? spelt : undefined);
    const shard = path ? await this.file(path, loadBytes, decodeShard) : new Map();
    const postings = isTyped ? shard.get(spelt) : shard.get(folded + VARIANT) ?? variantsIn(shard, folded)[0];
    return { first: tier.first, documents: postings?.documents ?? [], impacts: postings?.impacts ?? [] };
  }

  /**
   * @param {Tier} tier
   * @param {string[]} asked
   * @param {boolean} isTyped
   * @returns {Promise<Part>}
   */
  async findPlaces(tier, asked, isTyped) {
    const found = asked.map(async (token) => {
      const folded = fold(token);
      const shard = await this.file(partPath(tier, folded), loadBytes, decodeShard);
      const postings = shard.get(token);
      return isTyped ? (postings ? [postings] : []) : variantsIn(shard, folded);
    });
    return placed(this.root, tier.first, await Promise.all(found));
  }

  /**
   * @template S, T
   * @param {string} path below the root's folder
   * @param {(address: URL, cache?: RequestCache) => Promise<S>} load
   * @param {(data: S) => T} read
   * @returns {Promise<T>} the file, asked for once; a failure is not kept
   */
  file(path, load, read) {
    let file = this.files.get(path);
    if (!file) {
      const address = new URL(path, this.address);
      const attempt = (/** @type {RequestCache} */ cache) => load(address, cache).then(read);
      // What is damaged may be so in the browser's cache alone, where it would stay for ever.
      file = attempt("default").catch((error) => {
        if (error instanceof FormatError) {
          return attempt("reload");
        }
        throw error;
      });
      this.files.set(path, file);
      file.catch(() => this.files.delete(path));
    }
    return file;
  }
}

/**
 * @param {Map<string, Postings>} shard
 * @param {string} folded
 * @returns {Postings[]} of its variants
 */
function variantsIn(shard, folded) {
  return [...shard].filter(([spelt]) => fold(spelt) === folded).map(([, postings]) => postings);
}
