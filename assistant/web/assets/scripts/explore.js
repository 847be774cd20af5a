// The Explore page: filters show a part of the list; the address holds them, so that a selection can be shared.
(() => {
  const page = window.assistantPage;
  const NAMES = ["theme", "source", "label"];

  function apply(element, wanted, { focus = false, remember = true } = {}) {
    let shown = 0;
    for (const item of element.querySelectorAll(".items > li")) {
      item.hidden = NAMES.some((name) => wanted.get(name) && item.dataset[name] !== wanted.get(name));
      if (!item.hidden) shown += 1;
    }
    const kept = new URLSearchParams();
    for (const name of NAMES) {
      const select = element.querySelector(`#filter-${name}`);
      select.value = wanted.get(name) || "";
      if (wanted.get(name)) kept.set(name, wanted.get(name));
    }
    const query = kept.size ? `?${kept}` : "";
    element.querySelector("[data-list]").setAttribute("href", `lists/recommendations.csv${query}`);
    element.querySelector(".status").textContent = `${shown} recommendation${shown === 1 ? "" : "s"} shown`;
    if (remember) history.replaceState(null, "", location.pathname + query);
    if (focus) page.follow("#list");
  }

  page.explore = (element, watch) => {
    const fromForm = () => new URLSearchParams(NAMES.map((name) => [name, element.querySelector(`#filter-${name}`).value]));
    watch("value", () => {
      if (!element.querySelector(".items")) return;
      const wanted = new URLSearchParams(location.search);
      apply(element, wanted, { remember: false, focus: NAMES.some((name) => wanted.get(name)) });
    });
    element.addEventListener("change", (event) => { if (event.target.closest(".filters")) apply(element, fromForm()); });
    element.addEventListener("submit", (event) => event.preventDefault());
    element.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-filter]");
      if (link && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        apply(element, new URL(link.href).searchParams, { focus: true });
      }
      if (event.target.closest("[data-clear]")) apply(element, new URLSearchParams());
    });
  };
})();
