// The Ask page: one way to ask for every button, the status line, and the focus.
(() => {
  const page = window.assistantPage;
  const LONGEST = 2001; // one more than the server reads, so that it can say that it cut
  const SEARCHING_AFTER = 300; // ms; a quicker answer needs no notice
  const GIVE_UP_AFTER = 30000; // ms without an answer
  const TALK = "conversation"; // where the tab keeps the token of its conversation
  let send = null;
  let waiting = null; // the timers of the question in hand
  let busy = false; // an event is on its way: two at once would each answer to the conversation before them
  let freed = null; // an event whose answer never comes holds up the others only so long
  const line = []; // what is to be sent after it
  let shared = []; // questions of a shared link that are still to be asked

  const box = () => page.find("#question");
  const say = (words) => { page.find(".status-ready").textContent = words; };
  page.say = say;
  const show = (words) => { page.find(".status-working").textContent = words; };

  function settle() {
    if (!waiting) return;
    clearTimeout(waiting.notice);
    clearTimeout(waiting.limit);
    waiting = null;
    show("");
    page.find("#question-form").removeAttribute("aria-busy");
  }

  function inTurn(work) {
    line.push(work);
    advance();
  }

  function advance() {
    if (busy || !line.length) return;
    busy = true;
    freed = setTimeout(arrived, GIVE_UP_AFTER);
    line.shift()();
  }

  function arrived() {
    clearTimeout(freed);
    busy = false;
    advance();
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
    inTurn(() => send(question.slice(0, LONGEST)));
  }

  page.form = (element, trigger, clear) => {
    send = trigger;
    element.querySelector("[data-clear-all]").addEventListener("click", () => {
      box().focus();
      if (!waiting) inTurn(clear);
    });
    element.addEventListener("submit", (event) => { event.preventDefault(); ask(box().value); });
    element.addEventListener("keydown", (event) => {
      if (event.target.id !== "question" || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      ask(box().value);
    });
    shared = new URLSearchParams(location.search).getAll("q").filter((words) => words.trim());
    if (shared.length) ask(shared.shift());
  };

  page.conversation = (element, props, watch, giveFeedback, resume) => {
    let answered = 0; // turns seen, to tell a new answer from other changes

    watch("value", () => {
      const { turns = [], error, token, resumed } = props.value || {};
      setTimeout(arrived); // Gradio keeps the conversation before it takes the next event
      if (!turns.length && !error) {
        sessionStorage.removeItem(TALK);
        answered = 0;
        if (!resumed) say("The conversation was cleared.");
        return;
      }
      if (token) sessionStorage.setItem(TALK, token);
      if (resumed) {
        answered = turns[turns.length - 1].number;
        page.showFirst(answered);
        return;
      }
      if (error) { settle(); say("That did not work. Your question is still in the box."); return; }
      const last = turns[turns.length - 1];
      if (!last || last.number === answered) return;
      answered = last.number;
      if (waiting) box().value = "";
      settle();
      page.find(`#turn-${last.number}`)?.scrollIntoView({ block: "start" });
      page.showFirst(last.number);
      if (shared.length) { setTimeout(() => ask(shared.shift())); return; }
      say(page.unescape(last.announce));
    });

    // Back from another page in this tab: a token, not the words, is what the browser keeps until the tab is closed.
    const kept = sessionStorage.getItem(TALK);
    if (kept && !new URLSearchParams(location.search).has("q")) inTurn(() => resume(kept));

    element.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-verdict]");
      if (!button) return;
      const turn = Number(button.closest("[data-turn]").dataset.turn);
      inTurn(() => giveFeedback({ turn, verdict: button.dataset.verdict }));
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const article = event.target.closest("[data-turn]");
      const verdict = event.target.querySelector("input:checked")?.value || "not useful";
      const note = event.target.querySelector("textarea").value;
      article.querySelector("button[data-verdict='not useful']").focus(); // the form goes away
      inTurn(() => giveFeedback({ turn: Number(article.dataset.turn), verdict, note, sent: true }));
    });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-ask], button[data-retry]");
    if (button) ask(button.dataset.ask ?? box().value);
  });
})();
