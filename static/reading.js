// On an article: copies the citation; a paragraph's link also goes to the clipboard.
const say = (button, words) => {
  const before = button.textContent;
  button.textContent = words;
  setTimeout(() => { button.textContent = before; }, 2000);
};

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      say(button, button.dataset.done);
    });
  }
  for (const sign of document.querySelectorAll("a.here")) {
    sign.addEventListener("click", () => { navigator.clipboard.writeText(sign.href).catch(() => { /* the address bar has it too */ }); });
  }
}
