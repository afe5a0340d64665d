import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import { createRoot } from "react-dom/client";
import { createExamples } from "./examples.js";
import { keepsHeaders, withholdHeaders } from "./storage.js";
import { provideWorkers } from "./workers.js";
import "./playground.css";

const root = document.getElementById("playground");
if (root === null) throw new Error("the page has no element #playground");
provideWorkers();

const examples = createExamples("demo" in root.dataset);
const [first] = examples;
const storage = withholdHeaders(localStorage, first.headers);
const fetcher = createGraphiQLFetcher({ url: location.pathname });

createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    storage={storage}
    defaultTabs={[...examples]}
    defaultHeaders={first.headers}
    initialVariables={first.variables}
    defaultEditorToolsVisibility="headers"
    shouldPersistHeaders={keepsHeaders(storage)}
    showPersistHeadersSettings
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>minutes-graph</GraphiQL.Logo>
  </GraphiQL>,
);
