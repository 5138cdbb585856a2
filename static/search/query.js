// What a reader typed, as terms: blanks part them, straight quotes keep them together, a leading minus excludes.

const BLANK = /[\s\u3000]/u;

/** `all` must stand in an article, `none` must not; each is a text to be found as it is. */
export function parse(text) {
  const terms = split(text);
  const none = terms.filter((term) => term.minus);
  const all = terms.filter((term) => !term.minus);
  // Excluding alone asks for nothing: then the minus is a character like any other.
  if (!all.length) return { all: unique(none.map((term) => term.raw)), none: [] };
  return { all: unique(all.map((term) => term.text)), none: unique(none.map((term) => term.text)) };
}

function unique(texts) {
  return [...new Set(texts)];
}

function split(text) {
  const terms = [];
  let at = 0;
  while (at < text.length) {
    if (BLANK.test(text[at])) {
      at += 1;
      continue;
    }
    const minus = text[at] === "-" && at + 1 < text.length && !BLANK.test(text[at + 1]);
    const from = minus ? at + 1 : at;
    const [inner, end] = text[from] === '"' ? quoted(text, from) : plain(text, from);
    if (inner) terms.push({ text: inner, minus, raw: minus ? `-${inner}` : inner });
    at = end;
  }
  return terms;
}

/** Up to the closing mark; one that is never closed is a character like any other. */
function quoted(text, from) {
  const close = text.indexOf('"', from + 1);
  if (close < 0) return plain(text, from);
  return [text.slice(from + 1, close).replace(/[\s\u3000]+/gu, " ").trim(), close + 1];
}

function plain(text, from) {
  let end = from;
  while (end < text.length && !BLANK.test(text[end])) end += 1;
  return [text.slice(from, end), end];
}
