// @ts-check
/** From a query to results: which files it needs, all of a kind at once, and what they say together. */

import { fold } from "./fold.js";
import { loadBytes, loadText } from "./load.js";
import { neighbours } from "./pairs.js";
import { rank, weightOf } from "./rank.js";
import { directoryPath, findEntry, locate, readBlock, readDirectory, readRoot, shardPaths } from "./root.js";
import { decodeShard, FormatError } from "./shards.js";
import { fits, isPlain, markWords, queryPairs, queryTokens, termKey, VARIANT } from "./terms.js";

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
 *
 * @typedef {import("./rank.js").Match} Match
 * @typedef {(asked: string, token: string) => boolean} Suits Whether a token is what a query's token asks for.
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
    const hasAccents = queryTokens(query).some((token) => !isPlain(token));
    const [words, pairs] = await Promise.all([
      Promise.all(queryTokens(query).map((token) => this.match(token, wanted, hasAccents))),
      Promise.all(queryPairs(query).map((pair) => this.matchPair(pair, hasAccents))),
    ]);
    return { ...rank(this.root, words, pairs), wanted };
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
   * @param {boolean} hasAccents whether the query has any; then a word without means mostly itself
   * @returns {Promise<Match>}
   */
  async match(token, wanted, hasAccents) {
    const folded = fold(token);
    const key = termKey(token);
    const weight = weightOf(this.root, [token], hasAccents);
    const typed = isPlain(token) && !hasAccents ? [] : await this.collect(folded, (own) => own === key, token);
    if (!isPlain(token) && typed.length > 0) {
      wanted.tokens.add(token);
      return { meant: typed, typed: [], weight };
    }
    wanted.folded.add(folded);
    const meant = await this.collect(folded, (own) => own === folded || own.startsWith(folded + VARIANT));
    return { meant, typed, weight };
  }

  /**
   * What two neighbouring words of a query match: each, when typed with accents, itself, else all variants.
   *
   * @param {string[]} pair
   * @param {boolean} hasAccents as above
   * @returns {Promise<Match>}
   */
  async matchPair(pair, hasAccents) {
    const isMixed = hasAccents && pair.some(isPlain);
    const [meant, typed] = await Promise.all([
      this.collectPair(pair, fits),
      isMixed ? this.collectPair(pair, (asked, token) => asked === token) : [],
    ]);
    return { meant, typed, weight: weightOf(this.root, pair, hasAccents) };
  }

  /**
   * @param {string[]} pair
   * @param {Suits} suits
   * @returns {Promise<Part[]>}
   */
  async collectPair(pair, suits) {
    const parts = await Promise.all(
      this.root.tiers.map(async (tier) => {
        if (!tier.hasPositions) {
          return this.collectFrom(tier, pair.map(fold).join(" "), (key) => areIn(key, pair, suits));
        }
        const [firsts, seconds] = await Promise.all(
          pair.map((token) => this.collectFrom(tier, fold(token), (key) => areIn(key, [token], suits))),
        );
        const postings = neighbours(postingsOf(firsts), postingsOf(seconds));
        return postings.documents.length ? [{ first: tier.first, postings }] : [];
      }),
    );
    return parts.flat();
  }

  /**
   * @param {string} folded
   * @param {(key: string) => boolean} fits
   * @param {string} [token] look only where this variant can be
   * @returns {Promise<Part[]>} the postings, of all tiers, of the keys that fit
   */
  async collect(folded, fits, token) {
    const parts = await Promise.all(this.root.tiers.map((tier) => this.collectFrom(tier, folded, fits, token)));
    return parts.flat();
  }

  /**
   * @param {Tier} tier
   * @param {string} folded
   * @param {(key: string) => boolean} fits is asked for keys of any folded form
   * @param {string} [token]
   * @returns {Promise<Part[]>}
   */
  async collectFrom(tier, folded, fits, token) {
    const shards = await this.shards(tier, folded, token);
    const entries = shards.flatMap((shard) => [...shard]);
    return entries.flatMap(([key, postings]) => (fits(key) ? [{ first: tier.first, postings }] : []));
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
    const paths = entries.length ? shardPaths(tier, findEntry(entries, folded), folded, token) : [];
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

/**
 * @param {string} key
 * @param {string[]} asked tokens of a query
 * @param {Suits} suits
 */
function areIn(key, asked, suits) {
  const [folded, spelt = folded] = key.split(VARIANT);
  return folded === asked.map(fold).join(" ") && spelt.split(" ").every((token, index) => suits(asked[index], token));
}

/** @param {Part[]} parts */
const postingsOf = (parts) => parts.map(({ postings }) => postings);
