import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";
import { ShowActiveTab } from "./active-tab.js";
import { CarryHeaders } from "./carry-headers.js";
import { createExamples } from "./examples.js";
import { FitEditors } from "./fit-editors.js";
import { headersText } from "./headers.js";
import { chooseLanguage, type Language, LANGUAGES } from "./language.js";
import { chooseOpening } from "./opening.js";
import { RunCost } from "./run-cost.js";
import { fetchAs, takeSession } from "./session.js";
import { SignIn } from "./sign-in.js";
import { keepsHeaders, withholdHeaders } from "./storage.js";
import { translateTabs } from "./translate-tabs.js";
import { provideWorkers } from "./workers.js";

const root = document.getElementById("playground");
if (root === null) throw new Error("the page has no element #playground");
provideWorkers();

const language = chooseLanguage(navigator.language);
document.documentElement.lang = language;
const isDemo = "demo" in root.dataset;
const { signInPage = null } = root.dataset;
const session = signInPage === null ? null : takeSession(window);
const callers = { isDemo, wantsJwt: "jwt" in root.dataset, hasButton: signInPage !== null };
const mustTypeCredentials = !isDemo && !callers.hasButton;
const examplesIn = (name: Language) => createExamples({ isDemo, language: name, headers: headersText(callers, name) });
const examples = examplesIn(language);
const [first] = examples;
const storage = withholdHeaders(localStorage, first.headers);
for (const other of LANGUAGES) if (other !== language) translateTabs(storage, examplesIn(other), examples);
const opening = chooseOpening(storage, first);

createRoot(root).render(
  <GraphiQL
    fetcher={createGraphiQLFetcher({ url: location.pathname, ...(session !== null && { fetch: fetchAs(session) }) })}
    storage={storage}
    defaultTabs={[...examples]}
    defaultHeaders={first.headers}
    initialQuery={opening.query}
    initialVariables={opening.variables}
    initialHeaders={opening.headers}
    defaultEditorToolsVisibility={mustTypeCredentials ? "headers" : "variables"}
    shouldPersistHeaders={keepsHeaders(storage)}
    showPersistHeadersSettings
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>
      <span className="brand">minutes-graph</span>
      {signInPage === null ? null : <SignIn page={signInPage} session={session} language={language} />}
    </GraphiQL.Logo>
    <GraphiQL.Footer>{"cost" in root.dataset ? <RunCost language={language} /> : null}</GraphiQL.Footer>
    {isDemo ? null : <CarryHeaders blank={first.headers} />}
    <ShowActiveTab />
    <FitEditors />
  </GraphiQL>,
);
