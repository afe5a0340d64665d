import "react";

declare module "react" {
  /** The custom properties that the style sheets read. */
  interface CSSProperties {
    "--hue"?: number;
    "--share"?: number;
    "--played"?: number;
  }
}
