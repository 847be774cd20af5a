// The sources panel: marks the exact characters of a citation in the report's text. Offsets count code points.
(() => {
  const page = window.assistantPage;
  let from = null; // the citation that was followed

  function unmark() {
    for (const mark of document.querySelectorAll(".panel mark")) {
      const line = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      line.normalize();
    }
  }

  // Wrap [start, end) of the report's text inside one line; returns the marks made.
  function markLine(line, start, end) {
    let at = Number(line.dataset.at);
    const texts = [];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode);
    const made = [];
    for (const text of texts) {
      const points = Array.from(text.data);
      const first = Math.max(start - at, 0);
      const last = Math.min(end - at, points.length);
      at += points.length;
      if (first >= last) continue;
      const range = document.createRange();
      range.setStart(text, points.slice(0, first).join("").length);
      range.setEnd(text, points.slice(0, last).join("").length);
      const mark = document.createElement("mark");
      range.surroundContents(mark);
      made.push(mark);
    }
    return made;
  }

  function open(cite) {
    const { section, start, end, where } = cite.dataset;
    unmark();
    const panel = page.find(".panel");
    let shown = null;
    for (const article of panel.querySelectorAll("article")) {
      article.hidden = article.dataset.section !== section;
      if (!article.hidden) shown = article;
    }
    if (!shown) return null;
    const marks = [...shown.querySelectorAll("[data-at]")].flatMap((line) => markLine(line, Number(start), Number(end)));
    panel.querySelector(".panel-empty").hidden = true;
    panel.querySelector(".panel-head").hidden = false;
    panel.querySelector(".panel-text").hidden = false;
    const number = cite.firstChild.data.trim();
    const near = cite.closest(".near") !== null;
    panel.querySelector(".panel-where").textContent = near ? `${where} – near, but not an answer` : `${number} ${where}`;
    panel.querySelector(".panel-back").textContent = near ? "Back to the answer" : `Back to ${number} in the answer`;
    const first = marks.find((mark) => !mark.closest(".layout")) || marks[0];
    if (!first) return null;
    first.id = cite.getAttribute("href").slice(1);
    first.tabIndex = -1;
    first.setAttribute("aria-label", `${near ? "Passage" : `Quoted text of ${number}`}: ${marks.filter((m) => !m.closest(".layout")).map((m) => m.textContent).join(" ")}`);
    return first;
  }

  function bringIntoView(mark) {
    const box = page.find(".panel-text");
    box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 4;
    const seen = mark.getBoundingClientRect();
    if (seen.top < 0 || seen.bottom > window.innerHeight) mark.scrollIntoView({ block: "center" });
  }

  function back() {
    const cite = from && document.getElementById(from.id) || from;
    from = null;
    (cite?.isConnected ? cite : page.find("#question")).focus();
    cite?.scrollIntoView({ block: "nearest" });
  }

  page.showFirst = (turn) => {
    const cite = page.find(`#turn-${turn} figure.quote a.cite`);
    const mark = cite && open(cite);
    if (!mark) return;
    const box = page.find(".panel-text");
    box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 4;
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".panel-back")) { back(); return; }
    const cite = event.target.closest?.("a.cite");
    if (!cite) return;
    event.preventDefault();
    const mark = open(cite);
    if (!mark) return;
    from = cite;
    mark.focus({ preventScroll: true });
    bringIntoView(mark);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && from && event.target.closest?.(".panel")) back();
  });
})();
