// On an article: copies the citation; gives each paragraph its link, which also goes to the clipboard.
const say = (button, words) => {
  const before = button.textContent;
  button.textContent = words;
  setTimeout(() => { button.textContent = before; }, 2000);
};

const text = document.querySelector("[data-here]");
for (const paragraph of text?.querySelectorAll("p[id^=p]") ?? []) {
  const sign = document.createElement("a");
  sign.className = "here";
  sign.href = `#${paragraph.id}`;
  sign.ariaLabel = text.dataset.here.replace("#", paragraph.id.slice(1));
  sign.innerHTML = '<span aria-hidden="true">¶</span>';
  paragraph.append(sign);
}

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
