// Folding: characters that may be written in several ways become one, each exactly one, so that offsets stay.

import { decoded } from "./files.js";

/** The folding of an index; traditional characters are known once `learnHan` has loaded them. */
export function folding(files, manifest) {
  const table = new Map();
  for (const [first, last, more, step] of manifest.fold.rules) {
    for (let point = first; point <= last; point += step) table.set(point, point + more);
  }
  for (const point of manifest.fold.blanks) table.set(point, 0x20);
  let doubtful = null;

  async function learnHan() {
    const { sure, doubtful: pairs } = JSON.parse(decoded(await files.get(manifest.han)));
    if (doubtful) return;
    for (const [from, to] of paired(sure)) table.set(from.codePointAt(0), to.codePointAt(0));
    doubtful = new Map(paired(pairs));
  }

  return {
    fold: (text) => Array.from(text, (character) => folded(table, character)).join(""),
    /** The text with characters turned that are simplified ones as well, such as 後 into 后. */
    foldDoubtful: (text) => Array.from(text, (character) => doubtful?.get(character) ?? character).join(""),
    learnHan,
    knowsHan: () => doubtful !== null,
  };
}

function folded(table, character) {
  const to = table.get(character.codePointAt(0));
  return to === undefined ? character : String.fromCodePoint(to);
}

function paired([from, to]) {
  const goals = Array.from(to);
  return Array.from(from, (character, place) => [character, goals[place]]);
}
