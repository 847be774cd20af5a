// The sources panel: shows the section of a citation, with its exact characters marked and focused.
(() => {
  const page = window.assistantPage;
  let from = null; // the citation that was followed
  let awaited = null; // the turn whose first source is to be shown

  function open(cite) {
    const { section, start, end, where } = cite.dataset;
    const panel = page.find(".panel");
    page.unmark(panel);
    let shown = null;
    for (const article of panel.querySelectorAll("article")) {
      article.hidden = article.dataset.section !== section;
      if (!article.hidden) shown = article;
    }
    const [first, ...others] = shown ? page.mark(shown, Number(start), Number(end)) : [];
    if (!first) return null;
    panel.querySelector(".panel-empty").hidden = true;
    panel.querySelector(".panel-head").hidden = false;
    panel.querySelector(".panel-text").hidden = false;
    const number = cite.firstChild.data.trim();
    const near = cite.closest(".near") !== null;
    panel.querySelector(".panel-where").textContent = near ? `${where} – near, but not an answer` : `${number} ${where}`;
    panel.querySelector(".panel-back").textContent = near ? "Back to the answer" : `Back to ${number} in the answer`;
    first.id = cite.getAttribute("href").split("#")[1];
    first.tabIndex = -1;
    const quoted = [first, ...others].filter((mark) => !mark.closest(".layout")).map((mark) => mark.textContent);
    first.setAttribute("aria-label", `${near ? "Passage" : `Quoted text of ${number}`}: ${quoted.join(" ")}`);
    return first;
  }

  function scrollInside(mark) {
    const box = page.find(".panel-text");
    box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 4;
  }

  function back() {
    const cite = from;
    from = null;
    (cite?.isConnected ? cite : page.find("#question")).focus();
    cite?.scrollIntoView({ block: "nearest" });
  }

  // Beside a wide page the first source is open at once; the focus stays where it is.
  page.showFirst = (turn) => {
    const cite = page.find(`#turn-${turn} figure.quote a.cite`);
    const mark = cite && open(cite);
    if (mark) scrollInside(mark);
    awaited = mark ? null : turn; // the panel may be drawn after the answer
  };

  page.panel = (watch) => watch("value", () => {
    if (awaited) page.showFirst(awaited);
    const panel = page.find(".panel");
    const empty = !panel.querySelector("article");
    panel.querySelector(".panel-empty").hidden = !empty;
    if (empty) for (const part of [".panel-head", ".panel-text"]) panel.querySelector(part).hidden = true;
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".panel-back")) { back(); return; }
    const cite = event.target.closest?.("a.cite");
    if (!cite) return;
    event.preventDefault();
    const mark = open(cite);
    if (!mark) return;
    from = cite;
    mark.focus({ preventScroll: true });
    scrollInside(mark);
    const seen = mark.getBoundingClientRect();
    if (seen.top < 0 || seen.bottom > window.innerHeight) mark.scrollIntoView({ block: "center" });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && from && event.target.closest?.(".panel")) back();
  });
})();
