"use strict";
/* readout.js - small comforts; every page works without it. Keys: / search, j k next and previous entry, Enter opens it, ? shows the keys,
   p prints. Copies a permalink; links the drawing's marks with their rows; remembers the writer's name. */
(() => {
  const all = (q, from) => [...(from || document).querySelectorAll(q)];
  const items = () => all(".card, .entry, .dispute, .story-line, .list tbody tr, .watch").filter(e => e.offsetParent);
  let at = -1;

  const go = step => {
    const list = items();
    if (!list.length) return;
    at = Math.max(0, Math.min(list.length - 1, at + step));
    all(".at").forEach(e => e.classList.remove("at"));
    const e = list[at];
    e.classList.add("at");
    const link = e.querySelector("a.permalink") || e.querySelector(".lead-cell a, h2 a, a[href]");
    if (link) link.focus({ preventScroll: true });
    e.scrollIntoView({ block: "nearest" });
  };

  const help = () => {
    let d = document.getElementById("keys");
    if (!d) {
      d = document.createElement("dialog");
      d.id = "keys";
      d.setAttribute("aria-label", "Keys");
      const rows = [["/", "search"], ["j", "next entry"], ["k", "previous entry"], ["Enter", "open it"], ["p", "print"], ["Esc", "close"]];
      const dl = document.createElement("dl");
      for (const [key, what] of rows) {
        const dt = document.createElement("dt"), dd = document.createElement("dd");
        dt.textContent = key;
        dd.textContent = what;
        dl.append(dt, dd);
      }
      const close = document.createElement("button");
      close.textContent = "Close";
      close.addEventListener("click", () => d.close());
      d.append(dl, close);
      document.body.append(d);
    }
    d.showModal();
  };

  document.addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
    const act = { "/": () => document.getElementById("quick").focus(), j: () => go(1), k: () => go(-1), "?": help, p: () => window.print() }[e.key];
    if (act) {
      e.preventDefault();
      act();
    }
  });

  /* A mark of the drawing shows its row, and the other way round. */
  const rows = new Map(all(".table-fold .lead-cell a").map(a => [a.getAttribute("href"), a.closest("tr")]));
  for (const mark of all(".chart a")) {
    const row = rows.get(mark.getAttribute("href"));
    if (!row) continue;
    const show = on => () => {
      row.classList.toggle("at", on);
      mark.classList.toggle("at", on);
    };
    for (const e of [mark, row]) {
      e.addEventListener("mouseenter", show(true));
      e.addEventListener("mouseleave", show(false));
    }
  }

  /* The permalink of what is shown, and its words, to the clipboard. */
  const crumb = document.querySelector(".crumb code");
  if (crumb && navigator.clipboard) {
    const b = document.createElement("button");
    b.type = "button";
    b.className = "quiet copy";
    b.textContent = "Copy permalink";
    b.addEventListener("click", () => navigator.clipboard.writeText(location.origin + location.pathname).then(() => { b.textContent = "Copied"; }));
    crumb.after(" ", b);
  }

  /* The writer's name, on this machine alone. */
  try {
    const who = localStorage.getItem("who");
    for (const e of all("input[name=who]")) {
      if (who && e.type !== "hidden") e.value = who;
      e.addEventListener("change", () => localStorage.setItem("who", e.value));
    }
  } catch { /* no storage: the form asks each time */ }

  /* Sortable columns of long tables. */
  const wide = matchMedia("(min-width: 44.01rem)").matches; /* below, rows are cards and the heads are not seen */
  for (const table of wide ? all("table.list") : []) {
    const body = table.tBodies[0];
    if (!body || body.rows.length < 3) continue;
    all("th", table.tHead).forEach((th, i) => {
      const b = document.createElement("button");
      b.type = "button";
      b.className = "sort";
      b.textContent = th.textContent;
      th.replaceChildren(b);
      b.addEventListener("click", () => {
        const down = th.getAttribute("aria-sort") === "ascending";
        const value = r => {
          const c = r.cells[i], t = c.querySelector("time");
          return t ? t.getAttribute("datetime") : th.classList.contains("num") ? c.textContent.replace(/\D/g, "").padStart(12, "0") : c.textContent.trim();
        };
        all("th", table.tHead).forEach(x => x.removeAttribute("aria-sort"));
        th.setAttribute("aria-sort", down ? "descending" : "ascending");
        [...body.rows].sort((x, y) => (down ? -1 : 1) * value(x).localeCompare(value(y))).forEach(r => body.append(r));
      });
    });
  }
})();
