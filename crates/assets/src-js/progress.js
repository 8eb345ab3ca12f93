// A page of long work: without the script it reloads itself, with it only the content changes.
const main = document.querySelector("main[data-refresh]");

async function look() {
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("main");
    if (!answer.ok || answer.redirected || !fresh?.hasAttribute("data-refresh")) {
      location.replace(answer.redirected ? answer.url : location.href);
      return;
    }
    main.replaceChildren(...fresh.childNodes);
  } catch {
    // The network blinked; the next look will tell.
  }
  setTimeout(look, 1000);
}

if (main) setTimeout(look, 1000);
