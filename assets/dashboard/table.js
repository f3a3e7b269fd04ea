// A table of figures with bars.

import { line, make, rebuild } from "./elements.js";

/** Fills a table: the first cell of a row is its name, the others are figures; the bar shows people in and out, of `most`
    where the row has it. A `mark` stands behind the name. */
export function table(element, head, rows, whenEmpty = "") {
  rebuild(element, [head, rows, whenEmpty], () => {
    if (rows.length === 0) return [line("td", [whenEmpty], "empty")];
    const largest = Math.max(1, ...rows.map(({ bar: [ins, outs] }) => ins + outs));
    const share = (n, { most }) => `${Math.min(n / (most || largest), 1) * 100}%`;
    const body = rows.map((row) => {
      const tr = line("td", row.cells);
      const name = make("th", "", row.cells[0]);
      name.scope = "row";
      tr.firstChild.replaceWith(name);
      const bar = make("span", "bar");
      bar.style.setProperty("--in", share(row.bar[0], row));
      bar.style.setProperty("--all", share(row.bar[0] + row.bar[1], row));
      if (row.mark) name.append(" ", make("span", "badge", row.mark));
      name.append(bar);
      return tr;
    });
    const header = line("th", head);
    for (const cell of header.children) cell.scope = "col";
    return [header, ...body];
  });
}
