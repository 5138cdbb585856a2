// On every page: `/` leads to the search field; an article opened from a search shows what was found in it.

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const field = document.getElementById("search-text") ?? document.querySelector("form[role=search] input[type=search]");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

const terms = new URL(location.href).searchParams.getAll("hl").filter(Boolean).slice(0, 20);
const story = document.querySelector("article.story");
if (terms.length && story) {
  import("./search/marking.js").then((marking) => marking.markAll(story, terms)).catch(() => {}); // the text can be read without
}
