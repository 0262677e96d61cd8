// @ts-check
/** Symbols of documents and dates as one token.  Twin of plugins/search/symbols.py. */

import { fold } from "./fold.js";

const BEFORE = "(?<![\\p{L}\\p{N}_/.-])";
const AFTER = "(?![\\p{L}\\p{N}_])";
const SPACE = "[ \u00a0]+";
const DATE = `${BEFORE}([0-9]{1,2})([/.\\-])([0-9]{1,2})\\2([0-9]{4})(?![\\p{L}\\p{N}_/-])`;
const SPELT_DATE = `${BEFORE}([0-9]{1,2})${SPACE}th[aá]ng${SPACE}([0-9]{1,2})${SPACE}n[aă]m${SPACE}([0-9]{4})${AFTER}`;
const SYMBOL = `${BEFORE}([0-9]{1,5})/(?:([0-9]{4})/)?([a-zđ]{2,6}[0-9]{0,2}(?:-[a-zđ0-9]{1,10}){0,4})${AFTER}`;
const KINDS = "nđ|nd|tt|qđ|qd|nq|ct|ttlt|qh[0-9]{0,2}";
const BODIES =
  "cp|ttg|tu|tw|ubnd|hđnd|hdnd|ubtvqh[0-9]{0,2}|" +
  "b(?:tttt|gdđt|gddt|nv|tc|yt|xd|gtvt|ca|qp|tp|ct|khđt|khdt|khcn|lđtbxh|ldtbxh|nnptnt|tnmt|vhttdl)";
const SPACED = `${BEFORE}([0-9]{1,5})/([0-9]{4})${SPACE}(${KINDS})(?:[ \u00a0\\-]+(${BODIES}))?${AFTER}`;
const OF_THE_PARTY = `${BEFORE}([0-9]{1,5})-([a-zđ]{2,5}/[a-zđ]{2,8})${AFTER}`;
const NUMBERED = new RegExp([DATE, SPELT_DATE, SYMBOL, SPACED, OF_THE_PARTY].join("|"), "gu");

/**
 * @param {string} text NFC, lower case
 * @returns {{end: number, token: string}[]} where each symbol or date ends, and its one spelling
 */
export function findSymbols(text) {
  return Array.from(text.matchAll(NUMBERED), (match) => ({ end: match.index + match[0].length, token: spelling(match) })).filter(
    ({ token }) => token,
  );
}

/** @param {RegExpMatchArray} match */
function spelling([, d, , m, y, spelt, speltMonth, speltYear, number, year, kind, spaced, ...others]) {
  const [day, month, full] = spelt ? [spelt, speltMonth, speltYear] : [d, m, y];
  if (day) {
    const isDate = Number(day) > 0 && Number(day) <= 31 && Number(month) > 0 && Number(month) <= 12;
    return isDate ? `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
  }
  const [spacedYear, spacedKind, body, party, partyKind] = others;
  if (number) {
    return fold([Number(number), ...(year ? [year] : []), kind].join("/"));
  }
  return fold(spaced ? `${Number(spaced)}/${spacedYear}/${spacedKind}${body ? `-${body}` : ""}` : `${Number(party)}-${partyKind}`);
}
