// Taking an answer away: copy it, download it, copy a link to it.
(() => {
  const page = window.assistantPage;
  const questions = (until) => [...document.querySelectorAll(".turn")]
    .filter((turn) => Number(turn.dataset.turn) <= Number(until.dataset.turn))
    .map((turn) => turn.querySelector(".question bdi").textContent);

  function copyAnswer(turn) {
    const copy = document.createElement("div");
    copy.append(turn.querySelector(".question bdi").cloneNode(true), turn.querySelector(".answer").cloneNode(true));
    for (const hidden of copy.querySelectorAll(".vh")) hidden.remove();
    for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    const title = document.createElement("h2");
    copy.firstChild.replaceWith(title);
    title.textContent = turn.querySelector(".question bdi").textContent;
    const from = document.createElement("p");
    from.textContent = `From: ${page.find(".report-name").textContent}`;
    copy.append(from);
    for (const element of copy.querySelectorAll("*")) for (const name of element.getAttributeNames()) element.removeAttribute(name);
    const lines = [...copy.querySelectorAll("h2, h3, p, figcaption, tr")].map((part) => {
      const words = part.tagName === "TR" ? [...part.cells].map((cell) => cell.textContent.trim()).join("\t") : part.textContent.replace(/\s+/g, " ").trim();
      return part.closest("blockquote") ? `“${words}”` : words;
    });
    return page.copy(lines.join("\n\n"), copy.innerHTML);
  }

  function linkTo(turn) {
    const asked = questions(turn);
    const needed = turn.querySelector("[data-read-as]") ? asked : asked.slice(-1); // a follow-up needs what came before
    return `${location.origin}${location.pathname}?${new URLSearchParams(needed.map((words) => ["q", words]))}`;
  }

  async function download(turn, kind) {
    const response = await fetch(`export/${kind}`, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ turns: questions(turn) }),
    });
    if (!response.ok) throw new Error((await response.json()).message);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") || "")?.[1] || "answer";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button[data-copy], button[data-link], button[data-export]");
    if (!button) return;
    const turn = button.closest(".turn");
    const name = button.textContent;
    const done = (words) => { button.textContent = words; setTimeout(() => { button.textContent = name; }, 2500); };
    if ("copy" in button.dataset) done(copyAnswer(turn) ? "Copied" : "Could not copy");
    else if ("link" in button.dataset) done(page.copy(linkTo(turn)) ? "Link copied" : "Could not copy");
    else {
      try {
        await download(turn, button.dataset.export);
        done("Downloaded");
      } catch {
        page.say("The file could not be made. Please try again.");
      }
    }
  });
})();
