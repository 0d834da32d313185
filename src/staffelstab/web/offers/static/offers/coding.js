// The coding desk by keyboard. Keys act only while the text has the focus; everything also works as plain forms.
"use strict";
(() => {
  const text = document.querySelector("[data-desk-text]");
  const passage = document.getElementById("passage");
  if (!text || !passage) return;

  // A readonly field moves no caret, so the text becomes one that refuses every change instead.
  text.readOnly = false;
  text.setAttribute("aria-readonly", "true");
  text.setAttribute("inputmode", "none");
  text.addEventListener("beforeinput", (event) => event.preventDefault());
  text.addEventListener("drop", (event) => event.preventDefault());
  text.setSelectionRange(0, 0);

  function takeSelection() {
    const chosen = text.value.slice(text.selectionStart, text.selectionEnd).trim();
    if (chosen && chosen !== text.value.trim()) passage.value = chosen;
  }

  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const button = /^[1-9]$/.test(event.key) && document.querySelector(`[data-digit="${event.key}"]`);
    const link = { n: "next", p: "prev" }[event.key];
    if (button) {
      takeSelection();
      event.preventDefault();
      button.click();
    } else if (link) {
      document.querySelector(`a[rel="${link}"]`)?.click();
    } else if (event.key === "f") {
      document.querySelector("[data-desk-finish]")?.requestSubmit();
    }
  });
  text.addEventListener("mouseup", takeSelection);
})();
