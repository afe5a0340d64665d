const PREFIX = "transcript-player.";
/** What was kept on this page; it serves where the browser has no storage for it. */
const memory = new Map<string, string>();

/** What was kept under this name for as long as the tab; null when nothing was, or nothing that can be read. */
export function recall(name: string): unknown {
  try {
    return JSON.parse(stored(name) ?? memory.get(name) ?? "null");
  } catch {
    return null;
  }
}

/** Keeps a value for as long as the tab; where the browser refuses to store it, for as long as the page. Null: forgets it. */
export function keep(name: string, value: object | null): void {
  if (value === null) memory.delete(name);
  else memory.set(name, JSON.stringify(value));
  try {
    if (value === null) sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // A setting or a full disk: the page remembers.
  }
}

function stored(name: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}
