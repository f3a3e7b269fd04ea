// Shows how far a task is, without loading the page again. When the task has ended, its address leads to what became of it.

const PAUSE_MS = 400;

const look = async () => {
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("#progress");
    if (!next) {
      location.replace(answer.url);
      return;
    }
    const shown = document.querySelector("#progress");
    shown.querySelector("p").textContent = next.querySelector("p").textContent;
    shown.querySelector("progress").value = next.querySelector("progress").value;
  } catch {
    // The server may be away for a moment.
  }
  setTimeout(look, PAUSE_MS);
};

setTimeout(look, PAUSE_MS);
