// The Evaluate page: start a run, show a saved one, filter its questions, take a question apart.
(() => {
  const page = window.assistantPage;
  let wanted = false; // the results were asked for: they get the focus when they come

  page.evaluate = (element, watch, run, show) => {
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target;
      const what = Object.fromEntries(new FormData(form));
      wanted = true;
      if (form.dataset.do === "run") run(what);
      else show(what);
    });
  };

  page.results = (element, watch) => {
    const names = ["verdict", "group", "half"];
    function filter() {
      const chosen = names.map((name) => [name, element.querySelector(`#by-${name}`).value]);
      let shown = 0;
      for (const row of element.querySelectorAll(".judged tbody tr")) {
        row.hidden = chosen.some(([name, value]) => value && row.dataset[name] !== value);
        if (!row.hidden) shown += 1;
      }
      element.querySelector(".rows-shown").textContent = `${shown} question${shown === 1 ? "" : "s"} shown`;
    }
    element.addEventListener("change", filter);
    element.addEventListener("submit", (event) => event.preventDefault());
    watch("value", () => {
      if (!element.querySelector(".judged")) return;
      filter();
      if (wanted) page.follow("#results");
      wanted = false;
    });
  };

  page.lab = (element, look) => {
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const question = element.querySelector("#lab-question").value.trim();
      element.querySelector(".lab-status").textContent = question ? "" : "Type a question first.";
      if (question) look(question.slice(0, 2001));
    });
  };
})();
