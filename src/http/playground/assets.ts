import { readFileSync } from "node:fs";

/** The playground's browser files, as `npm run build` leaves them. */
export interface PlaygroundAssets {
  readonly directory: URL;
  /** Part of the files' address: another content has another one. */
  readonly version: string;
}

/** Where the build writes: seen from this file the same in `src` and in `dist`. */
const BUILT = new URL("../../../dist/playground/", import.meta.url);

/** Finds the built files; null when they have not been built. */
export function findPlaygroundAssets(built: URL = BUILT): PlaygroundAssets | null {
  try {
    const version = readFileSync(new URL("version", built), "utf8");
    return { directory: new URL(`${version}/`, built), version };
  } catch {
    return null;
  }
}
