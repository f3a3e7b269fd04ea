// The tools above the floor plan and the fields beside it.

import { SIDES, bounds, round } from './plan-model.js';

export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((it) => it !== undefined));
  return made;
};

const TOOLS = ['select', 'booth', 'place', 'wall', 'way', 'area'];

/** Fills the bar of tools. */
export const showTools = (bar, editor) => {
  const { words, kinds } = editor.things;
  const tools = TOOLS.map((tool) => {
    const label = tool === 'select' ? words.select : `+ ${words[tool]}`;
    const title = tool === 'select' ? undefined : words[`add-${tool}`];
    return element('button', {
      type: 'button', class: 'quiet', 'data-tool': tool, title, 'aria-pressed': String(editor.tool === tool),
      onclick: (event) => editor.choose(tool, event.detail === 0),
    }, label);
  });
  const act = (label, run, name) => element('button', { type: 'button', class: 'quiet', 'data-act': name, onclick: run, 'aria-label': label, title: label }, {
    undo: '↶', redo: '↷', 'zoom-in': '+', 'zoom-out': '−', fit: '⤢',
  }[name]);
  const kind = element('select', { 'aria-label': words.place, onchange: (event) => { editor.kind = event.target.value; } },
    ...kinds.map((it) => element('option', { value: it.kind, selected: it.kind === editor.kind }, it.name)));
  const grid = element('select', { 'aria-label': words.grid, onchange: (event) => editor.setStep(Number(event.target.value)) },
    ...[0.1, 0.25, 0.5, 1].map((it) => element('option', { value: it, selected: it === editor.step }, `${words.grid} ${it} m`)));
  const at = tools.findIndex((it) => it.dataset.tool === 'place') + 1;
  bar.replaceChildren(
    element('span', { class: 'group' }, ...tools.slice(0, at), kind, ...tools.slice(at)),
    element('span', { class: 'group' },
      act(words.undo, () => editor.undo(), 'undo'), act(words.redo, () => editor.redo(), 'redo'), grid,
      act(words['zoom-in'], () => editor.zoom(0.8), 'zoom-in'), act(words['zoom-out'], () => editor.zoom(1.25), 'zoom-out'),
      act(words.fit, () => editor.fit(), 'fit')),
  );
  bar.hidden = false;
};

/** Says what is wrong with the one thing that is selected. What is being written beside it stays. */
export const showFaults = (panel, editor) => {
  for (const old of panel.querySelectorAll('.fault:not(.told)')) old.remove();
  if (editor.selected.size !== 1) return;
  const [key] = editor.selected;
  panel.querySelector('h2').after(...editor.faultWords(key).map((it) => element('p', { class: 'fault' }, it)));
};

/** Shows the fields of what is selected, else what is not on the plan yet. */
export const showPanel = (panel, editor) => {
  const focused = panel.contains(document.activeElement) ? document.activeElement.name : undefined;
  const keys = [...editor.selected];
  panel.replaceChildren(...(keys.length === 0 ? unplaced(editor) : keys.length === 1 ? one(editor, keys[0]) : several(editor, keys)));
  showFaults(panel, editor);
  panel.hidden = false;
  if (focused === undefined) return;
  const heading = panel.firstElementChild;
  heading.tabIndex = -1;
  (panel.querySelector(`[name="${focused}"]`) ?? heading).focus();
};

const unplaced = (editor) => {
  const { words } = editor.things;
  const free = editor.freeNumbers();
  if (free.length === 0) return [element('p', { class: 'note' }, words['all-placed'])];
  const buttons = free.map((number) => element('button', {
    type: 'button', class: 'quiet', title: editor.things.booths.find((it) => it.number === number)?.name,
    onclick: () => editor.addAtCentre(number),
  }, String(number)));
  return [element('h2', {}, words.unplaced), element('div', { class: 'numbers' }, ...buttons)];
};

const field = (label, name, value, set, attributes = {}) => element('label', {}, label, element('input', {
  name, value, inputmode: 'decimal', autocomplete: 'off', ...attributes,
  onchange: (event) => {
    const number = Number(event.target.value.replace(',', '.'));
    if (event.target.value.trim() !== '' && Number.isFinite(number)) set(round(number));
    else event.target.value = value;
  },
}));

const choice = (label, name, value, all, set) => element('label', {}, label, element('select', { name, onchange: (event) => set(event.target.value) },
  ...all.map(([key, words]) => element('option', { value: key, selected: key === value }, words))));

const one = (editor, key) => {
  const { words, gates, kinds } = editor.things;
  const { model } = editor;
  const thing = model.thing(key);
  const [kind] = key.split(':');
  const at = model.at(key);
  const change = (run) => editor.change(() => run(model.thing(key)));
  const moved = (axis) => (metres) => editor.change(() => {
    const was = model.at(key);
    model.move([key], axis === 0 ? [metres - was[0], 0] : [0, metres - was[1]]);
  });
  const row = (...fields) => element('div', { class: 'pair' }, ...fields);
  const fields = [row(field(words['at-x'], 'x', at[0], moved(0)), field(words['at-y'], 'y', at[1], moved(1)))];
  let title = editor.drawing.name(model, key);
  if (kind === 'booth') {
    fields.push(
      row(
        field(words.width, 'width', thing.size[0], (metres) => change((it) => { it.size[0] = Math.max(0.1, metres); })),
        field(words.height, 'height', thing.size[1], (metres) => change((it) => { it.size[1] = Math.max(0.1, metres); })),
      ),
      choice(words.front, 'front', thing.front, SIDES.map((side) => [side, words[`front-${side}`]]), (side) => change((it) => { it.front = side; })),
      choice(words.booth, 'number', String(thing.number),
        [thing.number, ...editor.freeNumbers()].map((it) => [String(it), `${it} · ${editor.things.booths.find((booth) => booth.number === it)?.name ?? ''}`]),
        (number) => editor.renumber(key, Number(number))),
      copying(editor, [key]),
    );
  } else if (kind === 'wall' || kind === 'area') {
    const box = bounds(kind === 'wall' ? thing : thing.outline);
    const sized = (part) => (metres) => editor.change(() => {
      const now = bounds(kind === 'wall' ? model.thing(key) : model.thing(key).outline);
      model.setBox(key, { ...now, [part]: Math.max(0.1, metres) });
    });
    fields.push(row(
      field(words.width, 'width', round(box.width), sized('width')),
      field(words.height, 'height', round(box.height), sized('height')),
    ));
  } else if (kind === 'place') {
    fields.push(
      choice(words.place, 'kind', thing.kind, kinds.map((it) => [it.kind, it.name]), (value) => change((it) => { it.kind = value; })),
      choice(words.gate, 'gate', thing.gate ?? '', [['', words['gate-none']], ...gates.map((it) => [it.id, it.name])], (value) => change((it) => {
        if (value) it.gate = value;
        else delete it.gate;
      })),
    );
  }
  return [
    element('h2', {}, title),
    ...fields,
    element('button', { type: 'button', class: 'quiet', onclick: () => editor.remove() }, words.remove),
  ];
};

const several = (editor, keys) => {
  const { words } = editor.things;
  const booths = keys.filter((it) => it.startsWith('booth:'));
  const first = Math.min(...booths.map((it) => Number(it.slice(6))));
  const parts = [element('h2', {}, `${words.several}: ${keys.length}`)];
  if (booths.length > 0) {
    const from = element('input', { name: 'from', value: first, inputmode: 'numeric' });
    parts.push(
      copying(editor, booths),
      element('fieldset', { class: 'numbering' },
        element('label', {}, words['number-from'], from),
        element('button', { type: 'button', class: 'quiet', onclick: () => editor.numberOn(Number(from.value)) }, words['number-on'])),
    );
  }
  parts.push(element('button', { type: 'button', class: 'quiet', onclick: () => editor.remove() }, words.remove));
  return parts;
};

/** The fields by which booths are copied in a row. */
const copying = (editor, keys) => {
  const { words } = editor.things;
  const count = element('input', { name: 'count', value: 3, inputmode: 'numeric' });
  const gap = element('input', { name: 'gap', value: 0, inputmode: 'decimal' });
  const way = element('select', { name: 'direction', 'aria-label': words.copy },
    ...['right', 'down', 'left', 'up'].map((it) => element('option', { value: it }, words[`copy-${it}`])));
  const copy = () => editor.copyRow(keys, Number(count.value), Number(gap.value.replace(',', '.')), way.value);
  return element('details', {}, element('summary', {}, words.copy),
    element('div', { class: 'pair' }, element('label', {}, words['copy-count'], count), element('label', {}, words['copy-gap'], gap)),
    way,
    element('button', { type: 'button', class: 'quiet', onclick: copy }, words['copy-go']));
};
