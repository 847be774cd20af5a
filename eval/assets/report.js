// Filters over the questions, and commands that turn a question and a passage into a gold question. No request is made.
"use strict";
const form = document.querySelector("form.filters");
const questions = [...document.querySelectorAll("details.q")];
const told = document.getElementById("told");
function filter() {
  const wanted = Object.fromEntries(new FormData(form));
  let shown = 0;
  for (const question of questions) {
    const fits = ["group", "half", "verdict", "status"].every((name) => !wanted[name] || question.dataset[name] === wanted[name]);
    const found = !wanted.words || question.textContent.toLowerCase().includes(wanted.words.toLowerCase());
    question.hidden = !(fits && found);
    shown += question.hidden ? 0 : 1;
  }
  told.textContent = `${shown} of ${questions.length} questions shown`;
}
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
const shell = (words) => "'" + words.replaceAll("'", "'\\''") + "'";
const picked = document.getElementById("picked");
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-at]");
  if (!button) return;
  const turns = JSON.parse(button.closest("details.q").dataset.turns);
  const earlier = turns.slice(0, -1).map((turn) => " --earlier " + shell(turn)).join("");
  picked.hidden = false;
  const area = picked.querySelector("textarea");
  area.value += `python -m eval add ${shell(turns.at(-1))}${earlier} --at ${button.dataset.at}\n`;
  button.textContent = "Marked as evidence";
  told.textContent = "A command was added to “New gold questions”, above the list.";
});
filter();
