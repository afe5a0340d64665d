const PREFIX = "transcript-player.";
/** The values that this page has stored or deleted, as JSON. They precede the browser's storage, which may be missing, or full with older values. */
const memory = new Map<string, string>();

/** What was kept under this name for as long as the tab; null when nothing was, or nothing that can be read. */
export function recall(name: string): unknown {
  try {
    return JSON.parse(memory.get(name) ?? stored(name) ?? "null");
  } catch {
    return null;
  }
}

/** Keeps a value for as long as the tab; where the browser refuses to store it, for as long as the page. Null: forgets it. */
export function keep(name: string, value: object | null): void {
  const text = JSON.stringify(value);
  memory.set(name, text);
  try {
    if (value === null) sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, text);
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
