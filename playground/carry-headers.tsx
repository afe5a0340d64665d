import { useGraphiQL } from "@graphiql/react";
import { useEffect, useRef } from "react";

/**
 * Copies the headers that were typed last to every tab whose headers are still `blank`, so that a token is
 * typed only once.
 */
export function CarryHeaders({ blank }: { readonly blank: string }): null {
  const editor = useGraphiQL(({ headerEditor }) => headerEditor);
  const activeTabIndex = useGraphiQL((state) => state.activeTabIndex);
  const typed = useRef(blank);
  useEffect(() => {
    const listener = editor?.onDidChangeModelContent(() => {
      if (editor.getValue() !== blank) typed.current = editor.getValue();
    });
    return () => listener?.dispose();
  }, [editor, blank]);
  useEffect(() => {
    if (editor?.getValue() === blank && typed.current !== blank) editor.setValue(typed.current);
  }, [editor, activeTabIndex, blank]);
  return null;
}
