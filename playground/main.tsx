import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";
import { CarryHeaders } from "./carry-headers.js";
import { createExamples } from "./examples.js";
import { headersText } from "./headers.js";
import { chooseOpening } from "./opening.js";
import { fetchAs, takeSession } from "./session.js";
import { SignIn } from "./sign-in.js";
import { keepsHeaders, withholdHeaders } from "./storage.js";
import { provideWorkers } from "./workers.js";

const root = document.getElementById("playground");
if (root === null) throw new Error("the page has no element #playground");
provideWorkers();

const isDemo = "demo" in root.dataset;
const { signInPage = null } = root.dataset;
const session = signInPage === null ? null : takeSession(window);
const callers = { isDemo, wantsJwt: "jwt" in root.dataset, hasButton: signInPage !== null };
const examples = createExamples(isDemo, headersText(callers));
const [first] = examples;
const storage = withholdHeaders(localStorage, first.headers);
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
    defaultEditorToolsVisibility="headers"
    shouldPersistHeaders={keepsHeaders(storage)}
    showPersistHeadersSettings
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>
      minutes-graph {signInPage === null ? null : <SignIn page={signInPage} session={session} />}
    </GraphiQL.Logo>
    {isDemo ? null : <CarryHeaders blank={first.headers} />}
  </GraphiQL>,
);
