// The texts of articles, by the numbers that the postings have.

import { decoded, unbase64 } from "./files.js";
import { mark } from "./postings.js";

const AT_ONCE = 12; // files asked for at a time

/** Names and texts of the articles of an index. */
export function texts(files, manifest) {
  const marks = unbase64(manifest.rolls);

  async function row(article) {
    const roll = Math.floor(article / manifest.roll);
    const rows = JSON.parse(decoded(await files.get(`r/${roll.toString(16)}-${mark(marks, roll)}`)));
    return rows[article % manifest.roll];
  }
  async function one(article) {
    const [id, version] = await row(article);
    const record = JSON.parse(decoded(await files.get(`t/${id}-${version}`)));
    const head = [record.column, record.kicker, record.headline].filter(Boolean);
    return { ...record, id, article, parts: [...head, ...(record.text ?? [])] };
  }
  return {
    /** The texts of articles, in the order asked for. */
    of: (articles) => inOrder(articles, one),
    /** Their ids. */
    ids: (articles) => inOrder(articles, async (article) => (await row(article))[0]),
  };
}

async function inOrder(articles, ask) {
  const answers = [];
  for (let at = 0; at < articles.length; at += AT_ONCE) {
    answers.push(...(await Promise.all(Array.from(articles.slice(at, at + AT_ONCE), ask))));
  }
  return answers;
}
