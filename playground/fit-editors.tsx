import { useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";

/** Has the same width in playground.css. */
const PHONE = "(width < 700px)";

/** Lines end where their text does, so that none needs a scroll bar which just fits. */
const WIDE = { scrollBeyondLastColumn: 0, wordWrap: "off", lineNumbers: "on", folding: true } as const;

/** On a phone lines wrap, and nothing stands in front of them. */
const NARROW = { ...WIDE, wordWrap: "on", lineNumbers: "off", folding: false } as const;

/** Sets the editors up for the width of the screen. The layout around them is a matter of CSS. */
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
