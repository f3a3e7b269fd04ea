// What can be done with a floor plan: a plan as the server keeps it, in metres, and changes of it.

export const SIDES = ['up', 'right', 'down', 'left'];
/** Things within so many metres of a way's end or another way are joined to it. */
const NEAR = 0.7;
/** How thick a wall is that is drawn as a line. */
const THICK = 0.2;

export const round = (metres) => Math.round(metres * 100) / 100;

export const bounds = (points) => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
};

const rectangle = ({ x, y, width, height }) =>
  [[x, y], [x + width, y], [x + width, y + height], [x, y + height]].map((point) => point.map(round));

/** A plan, the level that is drawn, and how its things are found by keys such as `booth:7`. */
export class Model {
  constructor(plan, level) {
    this.plan = plan;
    this.levelId = level;
  }

  get level() {
    return this.plan.levels.find((it) => it.id === this.levelId);
  }

  /** Returns the keys of the things on the level, in the order in which they are drawn. */
  keys() {
    const here = (it) => it.level === this.levelId;
    const knots = new Set(this.plan.knots.filter(here).map((it) => it.id));
    return [
      ...this.plan.areas.filter(here).map((it) => `area:${it.area}`),
      ...this.level.blocks?.map((_, at) => `wall:${at}`) ?? [],
      ...this.plan.ways.flatMap((it, at) => (knots.has(it.from) && knots.has(it.to) ? [`way:${at}`] : [])),
      ...this.plan.knots.filter(here).map((it) => `knot:${it.id}`),
      ...this.plan.booths.filter(here).map((it) => `booth:${it.number}`),
      ...this.plan.places.filter(here).map((it) => `place:${it.id}`),
      ...this.plan.stands.flatMap((it, at) => (here(it) ? [`stand:${at}`] : [])),
    ];
  }

  /** Returns the thing of a key. */
  thing(key) {
    const [kind, ...rest] = key.split(':');
    const id = rest.join(':');
    switch (kind) {
      case 'booth': return this.plan.booths.find((it) => String(it.number) === id);
      case 'area': return this.plan.areas.find((it) => it.area === id);
      case 'place': return this.plan.places.find((it) => it.id === id);
      case 'knot': return this.plan.knots.find((it) => it.id === id);
      case 'stand': return this.plan.stands[Number(id)];
      case 'way': return this.plan.ways[Number(id)];
      case 'wall': return this.level.blocks?.[Number(id)];
      default: return undefined;
    }
  }

  knot(id) {
    return this.plan.knots.find((it) => it.id === id);
  }

  /** Returns where a thing is: the point that is moved, and that its fields show. */
  at(key) {
    const thing = this.thing(key);
    if (!thing) return undefined;
    if (key.startsWith('wall:')) {
      const { x, y } = bounds(thing);
      return [x, y];
    }
    if (key.startsWith('area:')) {
      const { x, y } = bounds(thing.outline);
      return [x, y];
    }
    return key.startsWith('way:') ? this.knot(thing.from).at : thing.at;
  }

  /** Moves things by metres. A way takes its ends along. */
  move(keys, [dx, dy]) {
    const by = ([x, y]) => [round(x + dx), round(y + dy)];
    const knots = new Set();
    for (const key of keys) {
      const thing = this.thing(key);
      if (!thing) continue;
      if (key.startsWith('wall:')) {
        thing.splice(0, thing.length, ...thing.map(by));
      } else if (key.startsWith('area:')) {
        thing.outline = thing.outline.map(by);
        thing.door = by(thing.door);
      } else if (key.startsWith('way:')) {
        knots.add(thing.from).add(thing.to);
      } else if (key.startsWith('knot:')) {
        knots.add(thing.id);
      } else {
        thing.at = by(thing.at);
      }
    }
    for (const id of knots) {
      const knot = this.knot(id);
      knot.at = by(knot.at);
    }
  }

  /** Removes things. Ways go with their ends, and junctions with their last way. */
  remove(keys) {
    const gone = new Set(keys.map((key) => this.thing(key)));
    const { plan, level } = this;
    plan.knots = plan.knots.filter((it) => !gone.has(it));
    const knots = new Set(plan.knots.map((it) => it.id));
    const lost = new Set(plan.ways.filter((it) => gone.has(it)).flatMap((it) => [it.from, it.to]));
    plan.ways = plan.ways.filter((it) => !gone.has(it) && knots.has(it.from) && knots.has(it.to));
    const used = new Set(plan.ways.flatMap((it) => [it.from, it.to]));
    plan.knots = plan.knots.filter((it) => used.has(it.id) || !lost.has(it.id));
    for (const list of ['booths', 'areas', 'places', 'stands']) {
      plan[list] = plan[list].filter((it) => !gone.has(it));
    }
    for (const knot of plan.knots) {
      if (knot.mark && !plan.places.some((it) => it.id === knot.mark)) delete knot.mark;
    }
    level.blocks = (level.blocks ?? []).filter((it) => !gone.has(it));
  }

  /** Adds a booth like another one. */
  addBooth(number, at, like) {
    const size = like ? [...like.size] : [3, 3];
    this.plan.booths.push({ number, level: this.levelId, at: at.map(round), size, front: like?.front ?? 'down' });
    return `booth:${number}`;
  }

  addPlace(kind, at) {
    const name = kind.replaceAll('_', '-');
    let count = 1;
    while (this.plan.places.some((it) => it.id === `${name}-${count}`)) count += 1;
    this.plan.places.push({ id: `${name}-${count}`, kind, level: this.levelId, at: at.map(round) });
    return `place:${name}-${count}`;
  }

  /** Adds a wall between two corners, at least as thick as a wall is. */
  addWall([x, y], [toX, toY]) {
    const box = { x: Math.min(x, toX), y: Math.min(y, toY), width: Math.abs(toX - x), height: Math.abs(toY - y) };
    box.width = Math.max(box.width, THICK);
    box.height = Math.max(box.height, THICK);
    this.level.blocks = [...this.level.blocks ?? [], rectangle(box)];
    return `wall:${this.level.blocks.length - 1}`;
  }

  /** Adds an area that is entered in the middle of its lower side. */
  addArea(area, [x, y], [toX, toY]) {
    const box = { x: Math.min(x, toX), y: Math.min(y, toY), width: Math.abs(toX - x) || 4, height: Math.abs(toY - y) || 3 };
    const door = [round(box.x + box.width / 2), round(box.y + box.height)];
    this.plan.areas.push({ area, level: this.levelId, outline: rectangle(box), door });
    return `area:${area}`;
  }

  /** Gives a wall or an area another upright box. */
  setBox(key, box) {
    const thing = this.thing(key);
    const [outline, was] = key.startsWith('wall:') ? [thing, bounds(thing)] : [thing.outline, bounds(thing.outline)];
    const scale = ([x, y]) => [
      round(box.x + (was.width ? ((x - was.x) / was.width) * box.width : 0)),
      round(box.y + (was.height ? ((y - was.y) / was.height) * box.height : 0)),
    ];
    if (!key.startsWith('wall:')) thing.door = scale(thing.door);
    outline.splice(0, outline.length, ...outline.map(scale));
  }

  /** Adds a way. Its ends join what is near, and ways that it crosses are joined where it does. */
  addWay(from, to) {
    const stops = [[0, this.junction(from)], [1, this.junction(to)]];
    const [a, b] = stops.map(([, id]) => this.knot(id).at);
    for (const way of [...this.plan.ways]) {
      const [c, d] = [this.knot(way.from), this.knot(way.to)];
      const ends = stops.map(([, id]) => id);
      const is_floor = (way.kind ?? 'floor') === 'floor' && c.level === this.levelId && d.level === this.levelId;
      if (!is_floor || ends.includes(c.id) || ends.includes(d.id)) continue;
      const share = crossing(a, b, c.at, d.at);
      if (share !== undefined) {
        const point = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
        stops.push([share, this.split(way, point)]);
      }
    }
    stops.sort(([one], [other]) => one - other);
    for (let at = 1; at < stops.length; at += 1) {
      const [start, end] = [stops[at - 1][1], stops[at][1]];
      const is_there = this.plan.ways.some(
        (it) => (it.from === start && it.to === end) || (it.from === end && it.to === start),
      );
      if (start !== end && !is_there) this.plan.ways.push({ from: start, to: end });
    }
    return `knot:${stops.at(-1)[1]}`;
  }

  /** Returns the junction at a point: one that is near, one on a way that is near, or a new one. */
  junction(point) {
    const here = this.plan.knots.filter((it) => it.level === this.levelId);
    const near = here.find((it) => distance(it.at, point) < NEAR);
    if (near) return near.id;
    for (const way of this.plan.ways) {
      const [from, to] = [this.knot(way.from), this.knot(way.to)];
      if (from.level !== this.levelId || to.level !== this.levelId) continue;
      const foot = nearest(point, from.at, to.at);
      if (distance(foot, point) < NEAR) return this.split(way, foot);
    }
    return this.addKnot(point);
  }

  addKnot(point) {
    let count = 1;
    while (this.knot(`k${count}`)) count += 1;
    this.plan.knots.push({ id: `k${count}`, level: this.levelId, at: point.map(round) });
    return `k${count}`;
  }

  split(way, point) {
    const id = this.addKnot(point);
    this.plan.ways.push({ ...way, from: id });
    way.to = id;
    return id;
  }

  /** Copies booths so many times, each copy so far from the one before, with the next numbers of `free`. */
  copy(keys, count, [dx, dy], free) {
    const added = [];
    for (let times = 1; times <= count; times += 1) {
      for (const key of keys.filter((it) => it.startsWith('booth:'))) {
        const like = this.thing(key);
        const number = free.shift();
        if (number === undefined) return added;
        added.push(this.addBooth(number, [like.at[0] + dx * times, like.at[1] + dy * times], like));
      }
    }
    return added;
  }

  /** Returns the numbers from a number on that these booths may have; `undefined` where they are too few. */
  numbersFrom(keys, first, numbers) {
    const booths = keys.filter((it) => it.startsWith('booth:'));
    const taken = new Set(this.plan.booths.map((it) => it.number).filter((it) => !booths.includes(`booth:${it}`)));
    const free = numbers.filter((it) => it >= first && !taken.has(it));
    return free.length < booths.length ? undefined : free;
  }

  /** Gives booths these numbers, in the order in which one reads. */
  numberOn(keys, numbers) {
    const booths = keys.filter((it) => it.startsWith('booth:')).map((it) => this.thing(it));
    booths.sort((one, other) => (Math.abs(one.at[1] - other.at[1]) > 1 ? one.at[1] - other.at[1] : one.at[0] - other.at[0]));
    booths.forEach((booth, at) => { booth.number = numbers[at]; });
    return booths.map((it) => `booth:${it.number}`);
  }
}

const distance = ([x, y], [toX, toY]) => Math.hypot(toX - x, toY - y);

const nearest = ([x, y], [ax, ay], [bx, by]) => {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const share = square ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square)) : 0;
  return [ax + dx * share, ay + dy * share];
};

/** Returns at which share of `ab` it crosses `cd`, where both go on beyond the crossing. */
const crossing = ([ax, ay], [bx, by], [cx, cy], [dx, dy]) => {
  const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (cross === 0) return undefined;
  const one = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
  const other = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
  const within = (share) => share > 0.001 && share < 0.999;
  return within(one) && within(other) ? one : undefined;
};
