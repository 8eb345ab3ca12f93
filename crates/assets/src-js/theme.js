// Light or dark: remembered in a cookie, so that the server draws the next page right at once.
const root = document.documentElement;
root.classList.add("scripted");

function shown() {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return root.dataset.theme || system;
}

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.addEventListener("click", () => {
    const theme = shown() === "dark" ? "light" : "dark";
    root.dataset.theme = theme;
    document.cookie = `vsoko_theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => print());
}

// A menu closes when the reader goes elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.viewer[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.viewer[open], details.cycle-fold[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
