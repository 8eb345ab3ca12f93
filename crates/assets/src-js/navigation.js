// On a narrow screen a row of links is longer than the page: the current one comes into view.
for (const current of document.querySelectorAll(".sections [aria-current], .tabs [aria-current]")) {
  const row = current.closest("ul");
  row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
}
