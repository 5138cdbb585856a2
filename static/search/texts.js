// The texts of articles, by the numbers that the postings have.

import { decoded, decodedDense, unbase64 } from "./files.js";
import { GROUP, MARK, mark } from "./postings.js";

const AT_ONCE = 12; // files asked for at a time
const AS_IDS = 4; // texts that weigh as much as one file of ids

/** Names and texts of the articles of an index. */
export function texts(files, manifest) {
  const marks = unbase64(manifest.rolls);
  const idMarks = unbase64(manifest.ids.marks);
  const inline = marks.length === Math.ceil(manifest.articles / manifest.roll) * MARK; // else they are the marks of groups

  async function markOf(roll) {
    if (inline) return mark(marks, roll);
    const group = Math.floor(roll / GROUP);
    return mark(await files.get(`t/g${group.toString(16)}-${mark(marks, group)}`), roll % GROUP);
  }
  async function one(article) {
    const its = await markOf(Math.floor(article / manifest.roll));
    const record = JSON.parse(decodedDense(await files.get(`t/${article.toString(16)}-${its}`)));
    const head = [record.column, record.kicker, record.headline].filter(Boolean);
    return { ...record, article, parts: [...head, ...(record.text ?? [])] };
  }
  async function manyIds(articles) {
    const { each } = manifest.ids;
    const numbers = numbersOf(articles, each);
    const lists = await inOrder(numbers, (number) => files.get(`i/${number.toString(16)}-${mark(idMarks, number)}`));
    const held = new Map(numbers.map((number, place) => [number, decoded(lists[place]).split("\n")]));
    return Array.from(articles, (article) => held.get(Math.floor(article / each))[article % each]);
  }
  return {
    /** The texts of articles, in the order asked for. */
    of: (articles) => inOrder(articles, one),
    /** Their ids; of many articles from files that hold nothing else. */
    ids(articles) {
      const few = articles.length <= AS_IDS * numbersOf(articles, manifest.ids.each).length;
      return few ? inOrder(articles, async (article) => (await one(article)).id) : manyIds(articles);
    },
  };
}

/** The numbers of the files, of so many articles each, that hold these. */
function numbersOf(articles, each) {
  return [...new Set(Array.from(articles, (article) => Math.floor(article / each)))];
}

async function inOrder(articles, ask) {
  const answers = [];
  for (let at = 0; at < articles.length; at += AT_ONCE) {
    answers.push(...(await Promise.all(Array.from(articles.slice(at, at + AT_ONCE), ask))));
  }
  return answers;
}
