// Where the terms stand in a text, and the words around them.

/** Every hit of folded terms in a text, `[from, to]` in characters, those that overlap made one. */
export function hitsIn(fold, text, terms) {
  const plain = fold(text);
  const found = [];
  for (const term of terms) {
    for (let at = plain.indexOf(term); at >= 0; at = plain.indexOf(term, at + 1)) found.push([at, at + term.length]);
  }
  found.sort(([a], [b]) => a - b);
  const merged = [];
  for (const [from, to] of found) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** A text as nodes, its hits in `<mark>`. */
export function marked(text, hits) {
  const nodes = [];
  let at = 0;
  for (const [from, to] of hits) {
    if (from > at) nodes.push(text.slice(at, from));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    nodes.push(mark);
    at = to;
  }
  if (at < text.length) nodes.push(text.slice(at));
  return nodes;
}

/** The stretch of a text that shows its first hit best: `{before, text, after}` with ellipses where text is left out. */
export function windowAround(text, hits, length) {
  const [from, to] = hits[0] ?? [0, 0];
  const spare = Math.max(0, length - (to - from));
  const start = before(text, Math.max(0, Math.min(from - Math.floor(spare / 3), text.length - length)));
  const end = after(text, Math.min(text.length, Math.max(start + length, Math.min(to, start + 4 * length))));
  return { start, end, cutBefore: start > 0, cutAfter: end < text.length };
}

const RUN = /[0-9A-Za-z０-９Ａ-Ｚａ-ｚ.．%％]/; // a number or a word of letters is not cut
const LONGEST = 24; // characters by which a stretch is made longer for that

/** A place at or before another one that lies in no word of letters, number or surrogate pair. */
export function before(text, at) {
  for (let place = at; at - place < LONGEST; place -= 1) if (!within(text, place)) return whole(text, place);
  return whole(text, at);
}

/** The same, at or after it. */
export function after(text, at) {
  for (let place = at; place - at < LONGEST; place += 1) if (!within(text, place)) return whole(text, place);
  return whole(text, at);
}

function within(text, at) {
  return at > 0 && at < text.length && RUN.test(text[at - 1]) && RUN.test(text[at]);
}

/** A place that does not lie within a surrogate pair. */
function whole(text, at) {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code < 0xe000 ? at - 1 : at;
}

/** One or two stretches of an article with hits marked, as nodes; its opening when the hits are all in the head. */
export function snippet(fold, record, terms, length = 90, most = 2) {
  const shown = [];
  for (const part of record.text ?? []) {
    const hits = hitsIn(fold, part, terms);
    if (!hits.length) continue;
    shown.push(stretch(part, hits, length));
    if (shown.length === most) break;
  }
  if (!shown.length && record.text?.length) shown.push(stretch(record.text.find((part) => part.length > 30) ?? record.text[0], [], length));
  return shown;
}

function stretch(text, hits, length) {
  const { start, end, cutBefore, cutAfter } = windowAround(text, hits, length);
  const inside = hits.filter(([from]) => from < end).map(([from, to]) => [from - start, Math.min(to, end) - start]);
  return [cutBefore ? "…" : "", ...marked(text.slice(start, end), inside.filter(([from]) => from >= 0)), cutAfter ? "…" : ""];
}
