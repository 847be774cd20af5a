// What every page needs. The document has a <base>, so a link to "#place" would leave the page: it is followed here.
window.assistantPage = {
  find: (selector) => document.querySelector(selector),

  showPlace: () => false, // the Sources page knows places in the text

  // Data is escaped for the templates; this reads it back as plain text.
  unescape(words) {
    const reader = document.createElement("textarea");
    reader.innerHTML = words;
    return reader.value;
  },

  follow(hash, { focus = true } = {}) {
    const named = decodeURIComponent(hash.slice(1));
    const target = named === "content" ? this.find("main h1") : named && document.getElementById(named);
    if (!target) return false;
    if (focus) {
      if (target.tabIndex < 0 && !target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
    }
    target.scrollIntoView({ block: "start" });
    return true;
  },

  // Copy as rich and plain text at once; navigator.clipboard is absent on plain HTTP by host name.
  copy(plain, html) {
    let done = false;
    const onCopy = (event) => {
      event.clipboardData.setData("text/plain", plain);
      if (html) event.clipboardData.setData("text/html", html);
      event.preventDefault();
      done = true;
    };
    document.addEventListener("copy", onCopy, { once: true });
    document.execCommand("copy");
    document.removeEventListener("copy", onCopy);
    return done;
  },
};

// Gradio sets the language to that of its own words; the pages are in British English.
new MutationObserver(() => {
  if (document.documentElement.lang !== "en-GB") document.documentElement.lang = "en-GB";
}).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href*='#']");
  if (!link || link.classList.contains("cite") || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
  const place = new URL(link.href, location.href);
  if (link.getAttribute("href").startsWith("#") || place.pathname === location.pathname) {
    if (assistantPage.showPlace(place.hash) || assistantPage.follow(place.hash)) {
      event.preventDefault();
      history.replaceState(null, "", location.pathname + location.search + place.hash);
    }
  }
});
