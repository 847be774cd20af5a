// Marks exact characters in the report's text. Lines carry data-at, the place of their first code point.
(() => {
  const page = window.assistantPage;

  page.unmark = (container) => {
    for (const mark of container.querySelectorAll("mark")) {
      const line = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      line.normalize();
    }
  };

  // Wrap [start, end) inside one line; returns the marks made.
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

  // Marks that can be seen come first; layout marks are hidden.
  page.mark = (container, start, end) => {
    const marks = [...container.querySelectorAll("[data-at]")].flatMap((line) => markLine(line, start, end));
    return marks.filter((mark) => !mark.closest(".layout")).concat(marks.filter((mark) => mark.closest(".layout")));
  };
})();
