import { useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";

/** playground.css uses the same width. */
const PHONE = "(width < 700px)";

/** Without space after the last column, a line that just fits needs no scroll bar. */
const WIDE = { scrollBeyondLastColumn: 0, wordWrap: "off", lineNumbers: "on", folding: true } as const;

/** On a phone, lines wrap, and there are no line numbers before them. */
const NARROW = { ...WIDE, wordWrap: "on", lineNumbers: "off", folding: false } as const;

/** Adjusts the editors to the width of the screen. The layout around them is in playground.css. */
export function FitEditors(): null {
  const operation = useGraphiQL(({ queryEditor }) => queryEditor);
  const variables = useGraphiQL(({ variableEditor }) => variableEditor);
  const headers = useGraphiQL(({ headerEditor }) => headerEditor);
  useEffect(() => {
    const screen = matchMedia(PHONE);
    const fit = () => {
      for (const editor of [operation, variables, headers]) editor?.updateOptions(screen.matches ? NARROW : WIDE);
    };
    fit();
    screen.addEventListener("change", fit);
    return () => screen.removeEventListener("change", fit);
  }, [operation, variables, headers]);
  return null;
}
