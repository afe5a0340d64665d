/** The content of `settings.json`, which is served beside the page. */
export interface Settings {
  /** The sign-in page; null: people enter a DingTalk token, which is only for trying things out. */
  readonly signInPage: string | null;
}

const NONE: Settings = { signInPage: null };

/** Reads `settings.json`. If it is missing or cannot be read, there is no sign-in page. */
export async function readSettings(): Promise<Settings> {
  try {
    const response = await fetch("settings.json", { credentials: "same-origin" });
    const { signInPage }: { readonly signInPage?: unknown } = await response.json();
    return typeof signInPage === "string" && /^https?:/.test(signInPage) ? { signInPage } : NONE;
  } catch {
    return NONE;
  }
}
