// The Sources page: places in the text by address (#at-start-end), and a search in it.
(() => {
  const page = window.assistantPage;
  const plain = (words) => words.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[‐-―]/g, "-");
  let places = [];
  let current = -1;

  function show(mark) {
    mark.tabIndex = -1;
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
  }

  // "#at-100-180": mark these characters. Returns whether the hash was one of these.
  page.showPlace = (hash) => {
    const found = /^#at-(\d+)-(\d+)$/.exec(hash);
    const whole = page.find(".whole");
    if (!found || !whole) return false;
    page.unmark(whole);
    const [first] = page.mark(whole, Number(found[1]), Number(found[2]));
    if (first) show(first);
    return Boolean(first);
  };

  function search(element, words) {
    const whole = element.querySelector(".whole");
    page.unmark(whole);
    places = [];
    current = -1;
    const wanted = Array.from(plain(words.trim().replace(/\s+/g, " ")));
    for (const line of wanted.length > 1 ? whole.querySelectorAll("[data-at]") : []) {
      const text = Array.from(line.textContent, plain);
      for (let at = 0; at + wanted.length <= text.length; at += 1) {
        if (!wanted.every((point, n) => text[at + n] === point)) continue;
        const start = Number(line.dataset.at) + at;
        places.push([start, start + wanted.length]);
        at += wanted.length - 1;
      }
    }
    for (const button of element.querySelectorAll("[data-step]")) button.hidden = places.length < 2;
    const status = element.querySelector(".find .status");
    status.textContent = wanted.length < 2 ? "Type at least two letters." : `${places.length} place${places.length === 1 ? "" : "s"} found`;
    for (const [start, end] of places) page.mark(whole, start, end);
    if (places.length) step(element, 1);
  }

  function step(element, by) {
    current = (current + by + places.length) % places.length;
    const line = [...element.querySelectorAll("[data-at]")].filter((one) => Number(one.dataset.at) <= places[current][0]).pop();
    const earlier = places.slice(0, current).filter(([start]) => start >= Number(line.dataset.at)).length;
    for (const mark of element.querySelectorAll("mark.current")) mark.classList.remove("current");
    const mark = line.querySelectorAll("mark")[earlier];
    mark?.classList.add("current");
    mark?.scrollIntoView({ block: "center" });
    element.querySelector(".find .status").textContent = `Place ${current + 1} of ${places.length}`;
  }

  page.text = (element, watch) => {
    watch("value", () => { if (element.querySelector(".whole") && !page.showPlace(location.hash)) page.follow(location.hash); });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      search(element, element.querySelector("#find").value);
    });
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-step]");
      if (button && places.length) step(element, Number(button.dataset.step));
    });
  };
})();
