// The editor of the floor plan: things are dragged by mouse or finger, or moved by the arrow keys; the server says at once
// whether everything is reached. Without this script the page has fields instead.

import { Model, bounds, round } from './plan-model.js';
import { Drawing } from './plan-drawing.js';
import { element, showFaults, showPanel, showTools } from './plan-panel.js';

const root = document.querySelector('#plan');
const form = root.querySelector('.saving');
const text = form.querySelector('[name=plan]');
const UNDONE_MOST = 200;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TAIL = 1.5;

class Editor {
  things = JSON.parse(root.dataset.things);
  model = new Model(JSON.parse(text.value), root.dataset.level);
  drawing = new Drawing(root.querySelector('svg'), this.things);
  selected = new Set();
  faults = new Map();
  tool = 'select';
  kind = 'entrance';
  step = 0.5;
  undone = [];
  done = [];
  isUnsaved = 'unsaved' in root.dataset;
  asked = 0;

  start() {
    document.querySelector('form.fields')?.remove();
    form.querySelector('[value=plan]').hidden = false;
    this.panel = root.querySelector('.panel');
    this.fit();
    showTools(root.querySelector('.tools'), this);
    this.listen();
    this.show();
    this.ask();
  }

  get svg() {
    return this.drawing.svg;
  }

  draw() {
    this.drawing.draw(this.model, this.selected, this.faults, this.step);
  }

  show() {
    this.draw();
    showPanel(this.panel, this);
    root.querySelector('[data-act=undo]').disabled = this.done.length === 0;
    root.querySelector('[data-act=redo]').disabled = this.undone.length === 0;
  }

  // ------------------------------------------------ changes

  /** Changes the plan in a way that can be undone. */
  change(run) {
    this.done.push(JSON.stringify(this.model.plan));
    this.done.splice(0, this.done.length - UNDONE_MOST);
    this.undone = [];
    run();
    this.changed();
  }

  changed() {
    this.isUnsaved = true;
    text.value = JSON.stringify(this.model.plan);
    this.selected = new Set([...this.selected].filter((key) => this.model.thing(key)));
    this.show();
    this.ask();
  }

  undo() {
    this.go(this.done, this.undone);
  }

  redo() {
    this.go(this.undone, this.done);
  }

  go(from, to) {
    const plan = from.pop();
    if (plan === undefined) return;
    to.push(JSON.stringify(this.model.plan));
    this.model.plan = JSON.parse(plan);
    this.changed();
  }

  /** Removes what is selected. The next thing has the focus then, and is not selected. */
  remove() {
    const keys = [...this.selected];
    if (keys.length === 0) return;
    const at = this.model.keys().indexOf(keys[0]);
    this.selected.clear();
    this.change(() => this.model.remove(keys));
    const left = this.model.keys();
    this.drawing.keepFocus(left[Math.min(at, left.length - 1)]);
  }

  copyRow(keys, count, gap, direction) {
    const sizes = keys.map((key) => this.model.thing(key));
    const box = bounds(sizes.flatMap(({ at: [x, y], size: [width, height] }) => [[x, y], [x + width, y + height]]));
    const [dx, dy] = ARROWS[`Arrow${direction[0].toUpperCase()}${direction.slice(1)}`];
    const by = [dx * (box.width + gap), dy * (box.height + gap)].map(round);
    const last = Math.max(...sizes.map((it) => it.number));
    const free = this.freeNumbers();
    const next = [...free.filter((it) => it > last), ...free.filter((it) => it < last)];
    if (next.length === 0) {
      this.tell(this.things.words.nothing);
      return;
    }
    this.change(() => {
      this.selected = new Set(this.model.copy(keys, Math.min(count || 0, 100), by, next));
    });
  }

  numberOn(first) {
    const numbers = this.things.booths.map((it) => it.number).sort((one, other) => one - other);
    const keys = [...this.selected];
    const free = this.model.numbersFrom(keys, first, numbers);
    if (!free) {
      this.tell(this.things.words['number-few']);
      return;
    }
    this.change(() => {
      this.selected = new Set(this.model.numberOn(keys, free));
    });
  }

  /** Says beside the plan why nothing was changed. */
  tell(words) {
    this.panel.querySelector('.told')?.remove();
    this.panel.prepend(element('p', { class: 'fault told', role: 'status' }, words));
  }

  renumber(key, number) {
    this.change(() => {
      this.model.thing(key).number = number;
      this.selected = new Set([`booth:${number}`]);
    });
  }

  /** Returns the numbers of booths that are not on the plan. */
  freeNumbers() {
    const placed = new Set(this.model.plan.booths.map((it) => it.number));
    return this.things.booths.map((it) => it.number).filter((it) => !placed.has(it)).sort((one, other) => one - other);
  }

  freeAreas() {
    const placed = new Set(this.model.plan.areas.map((it) => it.area));
    return this.things.areas.map((it) => it.id).filter((it) => !placed.has(it));
  }

  // ------------------------------------------------ the server's word

  /** Asks the server what is wrong with the plan. Only the last answer counts. */
  async ask() {
    this.asked += 1;
    const asked = this.asked;
    const answer = await fetch(root.dataset.check, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(this.model.plan),
    }).catch(() => undefined);
    if (!answer?.ok || asked !== this.asked) return;
    const faults = await answer.json();
    if (asked !== this.asked) return;
    this.faults = new Map();
    for (const { part, name, words } of faults) {
      const key = this.key(part, name);
      if (key) this.faults.set(key, [this.faults.get(key), words].filter(Boolean).join(' '));
    }
    this.showReach(faults);
    this.draw();
    showFaults(this.panel, this);
    root.dataset.asked = String(asked);
  }

  key(part, name) {
    const kind = part.replace('plan ', '');
    if (kind === 'way') {
      const [from, to] = name.split(' to ');
      return `way:${this.model.plan.ways.findIndex((it) => it.from === from && it.to === to)}`;
    }
    return ['booth', 'area', 'place', 'knot'].includes(kind) && name ? `${kind}:${name}` : undefined;
  }

  showReach(faults) {
    const { words } = this.things;
    const reach = root.querySelector('.reach');
    if (faults.length === 0) {
      reach.replaceChildren(element('p', { class: 'good' }, words['reach-all']));
      return;
    }
    const line = ({ part, name, words: said }) => {
      const key = this.key(part, name);
      const is_here = key && this.model.keys().includes(key);
      return element('li', {}, is_here ? element('button', { type: 'button', class: 'link', onclick: () => this.select([key], true) }, said) : said);
    };
    reach.replaceChildren(
      element('p', { class: 'bad' }, `${words.faults} (${faults.length})`),
      element('ul', {}, ...faults.slice(0, 30).map(line)),
    );
  }

  faultWords(key) {
    const words = this.faults.get(key);
    return words ? [words] : [];
  }

  // ------------------------------------------------ what is in sight

  fit() {
    const { x, y, width, height } = bounds(this.model.level.outline);
    this.view = { x: x - TAIL, y: y - TAIL, width: width + 2 * TAIL, height: height + 2 * TAIL };
    this.drawing.look(this.view);
  }

  zoom(factor, [x, y] = this.centre()) {
    const { view } = this;
    this.view = {
      x: x - (x - view.x) * factor, y: y - (y - view.y) * factor, width: view.width * factor, height: view.height * factor,
    };
    this.drawing.look(this.view);
  }

  centre() {
    const { x, y, width, height } = this.view;
    return [x + width / 2, y + height / 2];
  }

  setStep(step) {
    this.step = step;
    this.show();
  }

  snap([x, y]) {
    return [x, y].map((metres) => round(Math.round(metres / this.step) * this.step));
  }

  /** Returns where on the plan a pointer is. */
  point(event) {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return [x, y];
  }

  // ------------------------------------------------ tools

  choose(tool, byKey) {
    this.tool = tool;
    for (const button of root.querySelectorAll('[data-tool]')) {
      button.setAttribute('aria-pressed', button.dataset.tool === tool);
    }
    this.svg.classList.toggle('adding', tool !== 'select');
    // Without a pointer there is no place to point at: the middle of what is in sight is taken.
    if (byKey && tool !== 'select') {
      const [x, y] = this.centre();
      this.add([x, y], [x + 4, y]);
    }
  }

  addAtCentre(number) {
    this.change(() => {
      const like = this.model.plan.booths.at(-1);
      this.selected = new Set([this.model.addBooth(number, this.snap(this.centre()), like)]);
    });
    this.drawing.focus(`booth:${number}`);
  }

  add(from, to) {
    const [start, end] = [this.snap(from), this.snap(to)];
    const { model, tool } = this;
    const like = [...this.selected].filter((it) => it.startsWith('booth:')).map((it) => model.thing(it))[0];
    const number = this.freeNumbers()[0];
    const area = this.freeAreas()[0];
    if ((tool === 'booth' && number === undefined) || (tool === 'area' && area === undefined)) {
      this.tell(this.things.words.nothing);
      return;
    }
    if (tool === 'way' && start[0] === end[0] && start[1] === end[1]) return;
    this.change(() => {
      const key = {
        booth: () => model.addBooth(number, start, like ?? model.plan.booths.at(-1)),
        place: () => model.addPlace(this.kind, start),
        wall: () => model.addWall(start, end),
        way: () => model.addWay(start, end),
        area: () => model.addArea(area, start, end),
      }[tool]();
      this.selected = new Set([key]);
    });
    this.drawing.focus([...this.selected][0]);
  }

  select(keys, focuses) {
    this.selected = new Set(keys);
    this.show();
    if (focuses) this.drawing.focus(keys.at(-1));
  }

  // ------------------------------------------------ pointer and keys

  listen() {
    const { svg } = this;
    const pointers = new Map();
    let drag;
    const end = () => {
      svg.querySelector('.draft')?.remove();
      drag = undefined;
    };
    svg.addEventListener('pointerdown', (event) => {
      svg.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, event);
      const at = this.point(event);
      const key = event.target.closest('[data-key]')?.dataset.key;
      if (pointers.size > 1) {
        end();
        return;
      }
      if (this.tool !== 'select') {
        drag = { adds: true, from: at };
        return;
      }
      event.preventDefault();
      if (key === undefined) {
        drag = { pans: true, from: at };
        return;
      }
      const adds = event.shiftKey || event.ctrlKey || event.metaKey;
      if (adds) {
        const keys = new Set(this.selected);
        if (!keys.delete(key)) keys.add(key);
        this.select([...keys]);
      } else if (!this.selected.has(key)) {
        this.select([key]);
      }
      this.drawing.focus(key);
      drag = { moves: true, from: at, anchor: this.model.at(key), by: [0, 0] };
    });
    svg.addEventListener('pointermove', (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      if (pointers.size === 2) {
        this.pinch([...pointers.values()], before, event);
      } else if (drag) {
        this.drag(drag, this.point(event));
      }
      pointers.set(event.pointerId, event);
    });
    const up = (event) => {
      pointers.delete(event.pointerId);
      if (!drag) return;
      const { moves, adds, pans, from, by, panned } = drag;
      end();
      if (event.type === 'pointercancel') {
        this.show();
      } else if (adds) {
        this.add(from, this.point(event));
      } else if (moves && (by[0] !== 0 || by[1] !== 0)) {
        this.change(() => this.model.move([...this.selected], by));
      } else if (pans && !panned) {
        this.select([]);
      }
    };
    svg.addEventListener('pointerup', up);
    svg.addEventListener('pointercancel', up);
    svg.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, this.point(event));
    }, { passive: false });
    svg.addEventListener('focusin', (event) => {
      const key = event.target.closest('[data-key]')?.dataset.key;
      if (key && !this.drawing.isKeeping && !this.selected.has(key) && event.target.matches(':focus-visible')) this.select([key], true);
    });
    root.addEventListener('keydown', (event) => this.press(event));
    for (const link of document.querySelectorAll('[data-level]:not(#plan)')) {
      link.addEventListener('click', (event) => this.turnTo(event, link));
    }
    form.addEventListener('submit', () => { this.isUnsaved = false; });
    window.addEventListener('beforeunload', (event) => {
      if (this.isUnsaved) event.preventDefault();
    });
  }

  /** Shows another level of the plan, with what is not saved yet. */
  turnTo(event, link) {
    event.preventDefault();
    this.model.levelId = link.dataset.level;
    for (const name of document.querySelectorAll('input[name=level]')) name.value = link.dataset.level;
    for (const other of document.querySelectorAll('[data-level]:not(#plan)')) other.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'page');
    this.selected.clear();
    this.fit();
    this.show();
  }

  drag(drag, at) {
    const by = [at[0] - drag.from[0], at[1] - drag.from[1]];
    if (drag.pans) {
      drag.panned ||= Math.hypot(...by) > this.view.width / 200;
      this.view = { ...this.view, x: this.view.x - by[0], y: this.view.y - by[1] };
      this.drawing.look(this.view);
    } else if (drag.moves) {
      const to = this.snap([drag.anchor[0] + by[0], drag.anchor[1] + by[1]]);
      drag.by = [round(to[0] - drag.anchor[0]), round(to[1] - drag.anchor[1])];
      for (const group of this.svg.querySelectorAll('[data-key]')) {
        if (this.selected.has(group.dataset.key)) group.setAttribute('transform', `translate(${drag.by.join(' ')})`);
      }
    } else if (drag.adds && ['wall', 'way', 'area'].includes(this.tool)) {
      const [[x1, y1], [x2, y2]] = [this.snap(drag.from), this.snap(at)];
      this.svg.querySelector('.draft')?.remove();
      const line = document.createElementNS('http://www.w3.org/2000/svg', this.tool === 'way' ? 'line' : 'rect');
      const attributes = this.tool === 'way' ? { x1, y1, x2, y2 }
        : { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1) || 0.2, height: Math.abs(y2 - y1) || 0.2 };
      for (const [name, value] of Object.entries(attributes)) line.setAttribute(name, value);
      line.setAttribute('class', 'draft');
      this.svg.append(line);
    }
  }

  /** Two fingers move what is in sight and make it larger. */
  pinch(pointers, before, now) {
    const other = pointers.find((it) => it.pointerId !== now.pointerId);
    const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
    this.zoom(apart(before) / apart(now), this.point(other));
  }

  press(event) {
    if (event.target.matches('input, select, textarea')) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const arrow = ARROWS[event.key];
    if (isCommand && event.key.toLowerCase() === 'z') {
      if (event.shiftKey) this.redo();
      else this.undo();
    } else if (isCommand && event.key.toLowerCase() === 'y') {
      this.redo();
    } else if (!this.svg.contains(event.target)) {
      return;
    } else if (arrow && event.altKey) {
      this.next(event.target, arrow[0] + arrow[1]);
    } else if (arrow && this.selected.size > 0) {
      const metres = this.step * (event.shiftKey ? 10 : 1);
      this.change(() => this.model.move([...this.selected], arrow.map((it) => round(it * metres))));
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.select([event.target.closest('[data-key]')?.dataset.key].filter(Boolean), true);
    } else if (['n', 'p'].includes(event.key.toLowerCase())) {
      this.next(event.target, event.key.toLowerCase() === 'n' ? 1 : -1, event.shiftKey);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      this.remove();
    } else if (event.key === 'Escape') {
      this.choose('select');
      this.select([]);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Goes on to the next thing, or back, and may keep what is selected. */
  next(from, by, keeps) {
    const keys = this.model.keys();
    const at = keys.indexOf(from.closest('[data-key]')?.dataset.key);
    this.select([...keeps ? this.selected : [], keys[(at + by + keys.length) % keys.length]], true);
  }
}

new Editor().start();
