// A passphrase can be looked at while it is typed. What is shown is hidden again before the form goes, so that no browser keeps it as ordinary text.
// @ts-check

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-show]"))) {
  const input = /** @type {HTMLInputElement | null} */ (document.getElementById(button.dataset.show ?? ""));
  if (!input) continue;
  /** @param {boolean} isShown */
  const show = (isShown) => {
    input.type = isShown ? "text" : "password";
    button.setAttribute("aria-pressed", String(isShown));
    button.textContent = isShown ? "Hide" : "Show";
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    show(input.type === "password");
    input.focus();
  });
  input.form?.addEventListener("submit", () => show(false));
  addEventListener("pagehide", () => show(false));
}
