// The Ask page: one way to ask for every button, the status line, and the focus.
(() => {
  const page = window.assistantPage;
  const LONGEST = 2001; // one more than the server reads, so that it can say that it cut
  const SEARCHING_AFTER = 300; // ms; a quicker answer needs no notice
  const GIVE_UP_AFTER = 30000; // ms without an answer
  let send = null;
  let waiting = null;

  const box = () => page.find("#question");
  const say = (words) => { page.find(".status-ready").textContent = words; };
  const show = (words) => { page.find(".status-working").textContent = words; };

  function settle() {
    if (!waiting) return;
    clearTimeout(waiting.notice);
    clearTimeout(waiting.limit);
    waiting = null;
    show("");
    page.find("#question-form").removeAttribute("aria-busy");
  }

  function ask(words) {
    const question = words.trim();
    box().value = words;
    box().focus({ preventScroll: true });
    if (waiting || !send) return;
    if (!question) { say("Type a question first."); return; }
    say("");
    page.find("#question-form").setAttribute("aria-busy", "true");
    waiting = {
      notice: setTimeout(() => show("Searching the report…"), SEARCHING_AFTER),
      limit: setTimeout(() => { settle(); say("No answer came. Your question is still in the box; please try again."); }, GIVE_UP_AFTER),
    };
    send(question.slice(0, LONGEST));
  }

  page.form = (element, trigger) => {
    send = trigger;
    element.addEventListener("submit", (event) => { event.preventDefault(); ask(box().value); });
    element.addEventListener("keydown", (event) => {
      if (event.target.id !== "question" || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      ask(box().value);
    });
    const shared = new URLSearchParams(location.search).get("q");
    if (shared) ask(shared);
  };

  page.conversation = (element, props, watch) => {
    watch("value", () => {
      const { turns = [], error } = props.value || {};
      if (!turns.length && !error) return;
      const mine = waiting !== null;
      settle();
      if (error) { say("That did not work. Your question is still in the box."); return; }
      const last = turns[turns.length - 1];
      if (mine) box().value = "";
      const words = document.createElement("textarea"); // the data is escaped for the template; this reads it back
      words.innerHTML = last.announce;
      say(words.value);
      page.find(`#turn-${last.number}`)?.scrollIntoView({ block: "start" });
      page.showFirst?.(last.number);
    });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-ask], button[data-retry]");
    if (button) ask(button.dataset.ask ?? box().value);
  });
})();
