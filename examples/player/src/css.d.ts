import "react";

declare module "react" {
  /** The custom property that the style sheet reads. */
  interface CSSProperties {
    "--hue"?: number;
  }
}
