// A table of figures with bars.

import { line, make, rebuild } from "./elements.js";

/** Fills a table: the first cell of a row is its name, the others are figures; the bar shows people in and out. */
export function table(element, head, rows, whenEmpty = "") {
  rebuild(element, [head, rows, whenEmpty], () => {
    if (rows.length === 0) return [line("td", [whenEmpty], "empty")];
    const largest = Math.max(1, ...rows.map(({ bar: [ins, outs] }) => ins + outs));
    const body = rows.map((row) => {
      const tr = line("td", row.cells);
      const name = make("th", "", row.cells[0]);
      name.scope = "row";
      tr.firstChild.replaceWith(name);
      const bar = make("span", "bar");
      bar.style.setProperty("--in", `${(row.bar[0] / largest) * 100}%`);
      bar.style.setProperty("--all", `${((row.bar[0] + row.bar[1]) / largest) * 100}%`);
      name.append(bar);
      return tr;
    });
    const header = line("th", head);
    for (const cell of header.children) cell.scope = "col";
    return [header, ...body];
  });
}
