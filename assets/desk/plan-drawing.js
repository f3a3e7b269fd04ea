// Draws a floor plan. Every thing is a group with its key; what is focused stays so.

import { bounds } from './plan-model.js';

const SVG = 'http://www.w3.org/2000/svg';

const make = (name, attributes, ...children) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
};

const corners = (points) => points.map((point) => point.join(',')).join(' ');

export class Drawing {
  constructor(svg, things) {
    this.svg = svg;
    this.things = things;
  }

  /** Shows a part of the plan. */
  look({ x, y, width, height }) {
    this.svg.setAttribute('viewBox', `${x} ${y} ${width} ${height}`);
  }

  draw(model, selected, faults, step) {
    const focused = document.activeElement?.closest?.('[data-key]')?.dataset.key;
    const { level } = model;
    const content = [this.grid(level, step)];
    if (level.background) {
      const { file, at: [x, y], size: [width, height] } = level.background;
      content.push(make('image', { href: `/admin/media/${file.sha256}`, x, y, width, height, preserveAspectRatio: 'none' }));
    }
    content.push(make('polygon', { class: 'outline', points: corners(level.outline) }));
    const keys = model.keys();
    const current = keys.includes(focused) ? focused : keys.find((key) => selected.has(key)) ?? keys.find((key) => key.startsWith('booth:')) ?? keys[0];
    for (const key of keys) {
      const [kind] = key.split(':');
      const fault = faults.get(key);
      const words = this.name(model, key) + (fault ? `. ${fault}` : '');
      const group = make('g', {
        class: [kind, selected.has(key) && 'selected', fault && 'fault'].filter(Boolean).join(' '),
        'data-key': key,
        tabindex: key === current ? 0 : -1,
        role: 'button',
        'aria-label': words,
        'aria-pressed': selected.has(key),
      }, make('title', {}, words));
      this[kind](group, model, model.thing(key));
      content.push(group);
    }
    // Walls do not hide the names of the areas, and these hide nothing else.
    const above = content.findIndex((it) => it.matches('.way, .knot, .booth, .place, .stand'));
    const names = keys.filter((key) => key.startsWith('area:')).map((key) => this.title(model.thing(key)));
    content.splice(above < 0 ? content.length : above, 0, make('g', { class: 'names' }, ...names));
    this.svg.replaceChildren(...content);
    if (focused) this.keepFocus(focused);
  }

  /** Gives a thing the focus. Tab leads from it out of the drawing, and back to it. */
  focus(key) {
    const group = [...this.svg.querySelectorAll('[data-key]')].find((it) => it.dataset.key === key);
    if (!group) return;
    this.svg.querySelector('[data-key][tabindex="0"]')?.setAttribute('tabindex', -1);
    group.setAttribute('tabindex', 0);
    group.focus({ preventScroll: true });
  }

  /** Gives a thing the focus, which does not select it. */
  keepFocus(key) {
    this.isKeeping = true;
    this.focus(key);
    this.isKeeping = false;
  }

  name(model, key) {
    const { words } = this.things;
    const thing = model.thing(key);
    const [x, y] = model.at(key);
    const where = `${x}; ${y}`;
    const [kind] = key.split(':');
    switch (kind) {
      case 'booth': {
        const booth = this.things.booths.find((it) => it.number === thing.number);
        return `${words.booth} ${thing.number}${booth ? `, ${booth.name}` : ''} (${where})`;
      }
      case 'area': return `${words.area} ${this.things.areas.find((it) => it.id === thing.area)?.name ?? thing.area}`;
      case 'place': return `${this.kind(thing.kind).name}${thing.gate ? ` ${thing.gate}` : ''} (${where})`;
      case 'stand': return `${words.stand} ${thing.kiosk ?? thing.gate} (${where})`;
      default: return `${words[kind]} (${where})`;
    }
  }

  kind(kind) {
    return this.things.kinds.find((it) => it.kind === kind) ?? { name: kind, sign: '' };
  }

  grid(level, step) {
    const { x, y, width, height } = bounds(level.outline);
    const every = Math.max(1, step);
    const lines = [];
    for (let at = Math.ceil(x / every) * every; at <= x + width; at += every) lines.push(`M${at} ${y}v${height}`);
    for (let at = Math.ceil(y / every) * every; at <= y + height; at += every) lines.push(`M${x} ${at}h${width}`);
    return make('g', {},
      make('polygon', { class: 'floor', points: corners(level.outline) }),
      make('path', { class: 'grid', d: lines.join('') }));
  }

  booth(group, model, { number, at: [x, y], size: [width, height], front }) {
    const tone = this.things.booths.find((it) => it.number === number)?.tone ?? 0;
    group.classList.add(`t${tone}`);
    const edge = {
      up: `M${x} ${y}h${width}`, down: `M${x} ${y + height}h${width}`,
      left: `M${x} ${y}v${height}`, right: `M${x + width} ${y}v${height}`,
    }[front];
    group.append(
      make('rect', { x, y, width, height }),
      make('path', { class: 'front', d: edge }),
      make('text', { x: x + width / 2, y: y + height / 2, 'font-size': Math.min(1.7, width / 1.6, height * 0.7) }, String(number)),
    );
  }

  title({ area, outline }) {
    const { x, y, width, height } = bounds(outline);
    const name = this.things.areas.find((it) => it.id === area)?.name ?? area;
    return make('text', { x: x + width / 2, y: y + Math.min(1.2, height / 2) }, name);
  }

  area(group, model, { outline, door }) {
    group.append(
      make('polygon', { points: corners(outline) }),
      make('circle', { class: 'door', cx: door[0], cy: door[1], r: 0.3 }),
    );
  }

  wall(group, model, outline) {
    group.append(make('polygon', { points: corners(outline) }));
  }

  way(group, model, { from, to, kind }) {
    const [[x1, y1], [x2, y2]] = [model.knot(from).at, model.knot(to).at];
    group.classList.add(kind ?? 'floor');
    group.append(make('line', { class: 'touch', x1, y1, x2, y2 }), make('line', { x1, y1, x2, y2 }));
  }

  knot(group, model, { at: [cx, cy] }) {
    group.append(make('circle', { class: 'touch', cx, cy, r: 0.7 }), make('circle', { cx, cy, r: 0.28 }));
  }

  place(group, model, { kind, at: [x, y] }) {
    group.append(
      make('rect', { x: x - 0.8, y: y - 0.8, width: 1.6, height: 1.6, rx: 0.4 }),
      make('path', { d: this.kind(kind).sign, transform: `translate(${x - 0.54} ${y - 0.54}) scale(0.045)` }),
    );
  }

  stand(group, model, { at: [x, y], facing }) {
    group.append(make('path', { d: 'M0-.9L.7.7H-.7z', transform: `translate(${x} ${y}) rotate(${facing})` }));
  }
}
