// Three ways to keep a recovery key. Nothing of it leaves the page but into the person's own clipboard, printer or file.
// @ts-check

const shown = document.querySelector("[data-recovery-key]");
const ways = /** @type {HTMLElement | null} */ (document.querySelector("[data-key-ways]"));
const said = document.querySelector("[data-key-said]");
const key = shown?.textContent?.trim() ?? "";

if (ways && said && key) {
  ways.hidden = false;
  ways.addEventListener("click", async (event) => {
    const way = /** @type {HTMLElement} */ (event.target).closest("button")?.dataset.way;
    if (way === "print") print();
    if (way === "download") download();
    if (way === "copy") {
      try {
        await navigator.clipboard.writeText(key);
        said.textContent = "Copied. Paste it where you keep it, then copy something else.";
      } catch {
        said.textContent = "It could not be copied here. Select it and copy it by hand.";
      }
    }
  });
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${key}\n`], { type: "text/plain" }));
  link.download = "notes-key.txt";
  link.click();
  URL.revokeObjectURL(link.href);
  if (said) said.textContent = "Saved as notes-key.txt in this device’s downloads.";
}
