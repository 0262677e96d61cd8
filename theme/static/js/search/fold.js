// @ts-check
/** Vietnamese spelling: what two ways to write one syllable have in common.  Twin of plugins/newsroom/vietnamese.py. */

const MARKS = /[\u0300-\u036f]+/g;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
const OPEN = /^([bcdđghklmnprstvx]*)(oa|oe|uy)$/;
const SHORT = /^(h|k|l|m|qu|s|t)[iy]$/;
const ASCII = /^[\0-\x7f]*$/;

/**
 * Text in lower case, without marks, with đ and its look-alikes as d, in NFC.
 *
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  const lower = text.toLowerCase();
  return ASCII.test(lower)
    ? lower
    : lower.normalize("NFD").replace(MARKS, "").replace(/[đðɖĐÐƉ]/g, "d").normalize("NFC");
}

/**
 * One spelling for the variants of a syllable: tone placement (hoà, hòa), i and y (kỹ, kĩ).
 *
 * @param {string} syllable NFC, lower case
 * @returns {string}
 */
export function canonicalSyllable(syllable) {
  const marks = syllable.normalize("NFD");
  const tones = marks.match(TONE) ?? [];
  if (tones.length > 1) {
    return syllable;
  }
  const letters = marks.replace(TONE, "").normalize("NFC");
  const tone = tones[0] ?? "";
  const open = OPEN.exec(letters);
  if (open) {
    return `${open[1]}${open[2][0]}${tone}${open[2][1]}`.normalize("NFC");
  }
  const short = SHORT.exec(letters);
  return short ? `${short[1]}i${tone}`.normalize("NFC") : syllable;
}
