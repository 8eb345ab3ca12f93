// Words that are typed but not yet sent outlive a reload, a lost connection, a session that has ended: this tab remembers
// them under the key of their form. The key says whose they are and about which state of the thing, behind the «/»; once
// that state is no more, they are forgotten.
for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = `keep:${form.dataset.keep}`;
  const family = key.slice(0, key.lastIndexOf("/") + 1);
  const typed = [...form.querySelectorAll("textarea, input[type=text]")];
  try {
    for (const other of Object.keys(sessionStorage)) {
      if (other.startsWith(family) && other !== key) sessionStorage.removeItem(other);
    }
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    for (const field of typed) {
      if (kept[field.name] && !field.value) field.value = kept[field.name];
    }
    form.addEventListener("input", () => {
      sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(typed.map((field) => [field.name, field.value]))));
    });
  } catch {
    // A browser that remembers nothing: the words stay on the page, as without this.
  }
}
