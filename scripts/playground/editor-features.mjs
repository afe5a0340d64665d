import { dirname } from "node:path";

/**
 * The parts of Monaco for editing queries, variables and headers, below `vs/editor/`. Left out are the parts that no
 * language of the playground supports (renaming, lenses, inlay hints, inline completions and edits), and the parts for
 * other kinds of editors (comparing files, colours, dropped files, sticky scroll).
 */
const FEATURES = [
  "browser/coreCommands.js",
  "browser/widget/codeEditor/codeEditorWidget.js",
  "contrib/bracketMatching/browser/bracketMatching.js",
  "contrib/clipboard/browser/clipboard.js",
  "contrib/comment/browser/comment.js",
  "contrib/contextmenu/browser/contextmenu.js",
  "contrib/find/browser/findController.js",
  "contrib/folding/browser/folding.js",
  "contrib/format/browser/formatActions.js",
  "contrib/gotoError/browser/gotoError.js",
  "contrib/gotoSymbol/browser/goToCommands.js",
  "contrib/gotoSymbol/browser/link/goToDefinitionAtPosition.js",
  "contrib/hover/browser/hoverContribution.js",
  "contrib/indentation/browser/indentation.js",
  "contrib/longLinesHelper/browser/longLinesHelper.js",
  "contrib/multicursor/browser/multicursor.js",
  "contrib/readOnlyMessage/browser/contribution.js",
  "contrib/snippet/browser/snippetController2.js",
  "contrib/suggest/browser/suggestController.js",
  "contrib/toggleTabFocusMode/browser/toggleTabFocusMode.js",
  "contrib/tokenization/browser/tokenization.js",
  "contrib/wordHighlighter/browser/wordHighlighter.js",
  "contrib/wordOperations/browser/wordOperations.js",
  "common/standaloneStrings.js",
  "../base/browser/ui/codicons/codiconStyles.js",
  "standalone/browser/iPadShowKeyboard/iPadShowKeyboard.js",
  "standalone/browser/quickAccess/standaloneCommandsQuickAccess.js",
];

/** Editors that compare files. Monaco's entry point includes them, but the playground does not use them. */
const UNUSED = {
  "diffEditor/diffEditorWidget.js": "DiffEditorWidget",
  "multiDiffEditor/multiDiffEditorWidget.js": "MultiDiffEditorWidget",
};

/** An esbuild plugin: when GraphiQL imports all of Monaco, it gets only the parts above. */
export const editorFeatures = {
  name: "editor-features",
  setup(build) {
    build.onLoad({ filter: /monaco-editor\/esm\/vs\/editor\/edcore\.main\.js$/ }, ({ path }) => ({
      contents: [...FEATURES.map((feature) => `import "./${feature}";`), 'export * from "./editor.api.js";'].join("\n"),
      resolveDir: dirname(path),
    }));
    for (const [file, name] of Object.entries(UNUSED)) {
      const filter = new RegExp(`monaco-editor/esm/vs/editor/browser/widget/${file.replace(".", "\\.")}$`);
      build.onLoad({ filter }, () => ({ contents: `export class ${name} {}` }));
    }
  },
};
