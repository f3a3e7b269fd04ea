// Changes to a snapshot: a JSON merge patch (RFC 7396) that also changes lists item by item.

/** The value that a patch makes of another one, which stays as it is. */
export function patched(value, patch) {
  if (Array.isArray(value) && isObject(patch)) return patchedList(value, patch);
  if (!isObject(value) || !isObject(patch)) return patch;
  const next = { ...value };
  for (const [name, change] of Object.entries(patch)) {
    if (change === null) delete next[name];
    else next[name] = patched(value[name], change);
  }
  return next;
}

/** Each changed item replaces the one of the same name; one of a new name comes last. */
function patchedList(list, { by, changed }) {
  const changes = new Map(changed.map((change) => [change[by], change]));
  const next = list.map((item) => (changes.has(item[by]) ? patched(item, changes.get(item[by])) : item));
  const known = new Set(list.map((item) => item[by]));
  return [...next, ...changed.filter((change) => !known.has(change[by]))];
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
