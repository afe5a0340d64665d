const PREFIX = "transcript-player.";
/**
 * The values that this page has stored or deleted, as JSON. They take precedence over the browser's storage, which may
 * be missing, or full and out of date.
 */
const memory = new Map<string, string>();

/** The stored value of this name; null if there is none, or if it cannot be read. */
export function recall(name: string): unknown {
  try {
    return JSON.parse(memory.get(name) ?? stored(name) ?? "null");
  } catch {
    return null;
  }
}

/**
 * Stores a value until the tab is closed, or, if the browser refuses to store it, until the page is. Null: deletes it.
 */
export function keep(name: string, value: object | null): void {
  const text = JSON.stringify(value);
  memory.set(name, text);
  try {
    if (value === null) sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, text);
  } catch {
    // Because of a setting or a full disk; the page remembers the value.
  }
}

function stored(name: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}
