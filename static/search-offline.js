// A copy opened as files: no module loads there, so the archive comes as one plain script, where it is small enough.
"use strict";

(() => {
  const { offline } = document.currentScript.dataset;
  if (location.protocol !== "file:") return;
  const script = document.createElement("script");
  script.src = offline;
  script.addEventListener("error", () => {
    const note = document.getElementById("search-not-offline");
    if (note) note.hidden = false;
  });
  document.head.append(script);
})();
