import { readFileSync } from "node:fs";

/** The playground's files for the browser, built by `npm run build`. */
export interface PlaygroundAssets {
  readonly directory: URL;
  /** Part of the files' address: different content has a different version. */
  readonly version: string;
}

/** The build's output; the relative path is the same from `src` and from `dist`. */
const BUILT = new URL("../../../dist/playground/", import.meta.url);

/** Finds the built files; null if they have not been built. */
export function findPlaygroundAssets(built: URL = BUILT): PlaygroundAssets | null {
  try {
    const version = readFileSync(new URL("version", built), "utf8");
    return { directory: new URL(`${version}/`, built), version };
  } catch {
    return null;
  }
}
