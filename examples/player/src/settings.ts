/** The content of `settings.json`, which the player's host puts beside the page. */
export interface Settings {
  /** The page on which people sign in; null: they bring a DingTalk token, which is for trying things out. */
  readonly signInPage: string | null;
}

const NONE: Settings = { signInPage: null };

/** Reads `settings.json`; without one, or with one that cannot be read, there is no sign-in page. */
export async function readSettings(): Promise<Settings> {
  try {
    const response = await fetch("settings.json", { credentials: "same-origin" });
    const { signInPage }: { readonly signInPage?: unknown } = await response.json();
    return typeof signInPage === "string" && /^https?:/.test(signInPage) ? { signInPage } : NONE;
  } catch {
    return NONE;
  }
}
