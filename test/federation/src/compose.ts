import { readFileSync } from "node:fs";
import { composeServices } from "@apollo/composition";
import {
  composeServices as composeWithHive,
  transformSupergraphToPublicSchema,
} from "@theguild/federation-composition";
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from "@wundergraph/composition";
import { type DocumentNode, parse, printSchema } from "graphql";
import { type Prices, readPrices, toPrice } from "./prices.ts";

/** A subgraph in the form that composers need. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** A composed supergraph. */
export interface Supergraph {
  readonly document: DocumentNode;
  /** The schema that clients of the router see. */
  readonly clientSchema: DocumentNode;
  readonly prices: Prices;
}

/** The result of a composition. The supergraph is null if it failed. */
export interface Composition {
  readonly errors: readonly string[];
  /** Messages below errors: Apollo's hints and Cosmo's warnings. Hive's composer has none. */
  readonly warnings: readonly string[];
  readonly supergraph: Supergraph | null;
}

/** Reads a subgraph of this package, or the generated one of the gateway. */
export function readSubgraph(name: "minutes" | "staff" | "calendar", url = `http://${name}.test`): Subgraph {
  const path = name === "minutes" ? "../../../schema/subgraph.graphql" : `../subgraphs/${name}.graphql`;
  return { name, url, sdl: readFileSync(new URL(path, import.meta.url), "utf8") };
}

/** Composes as `rover supergraph compose` and GraphOS do. */
export function composeByApollo(subgraphs: readonly Subgraph[]): Composition {
  const { supergraphSdl, errors, hints } = composeServices(toServices(subgraphs));
  return { errors: messagesOf(errors), warnings: messagesOf(hints), supergraph: readSupergraph(supergraphSdl) };
}

/** Composes as the Hive registry and Hive Gateway do. */
export function composeByHive(subgraphs: readonly Subgraph[]): Composition {
  const { supergraphSdl, errors } = composeWithHive(toServices(subgraphs));
  return { errors: messagesOf(errors), warnings: [], supergraph: readSupergraph(supergraphSdl) };
}

/** Composes as `wgc` and the Cosmo platform do. */
export function composeByCosmo(subgraphs: readonly Subgraph[]): Composition {
  const definitions = subgraphs.map(({ name, url, sdl }) => ({ name, url, definitions: parse(sdl) }));
  const result = federateSubgraphs({ subgraphs: definitions, version: ROUTER_COMPATIBILITY_VERSION_ONE });
  const warnings = messagesOf(result.warnings);
  if (!result.success) return { errors: messagesOf(result.errors), warnings, supergraph: null };
  const prices = [...result.subgraphConfigBySubgraphName.values()].flatMap(({ costs }) => [
    ...[...(costs?.fieldWeights ?? [])].map(([field, { weight }]) => [`${field} @cost`, toPrice({ weight })] as const),
    ...[...(costs?.listSizes ?? [])].map(([field, size]) => [`${field} @listSize`, toPrice(size)] as const),
  ]);
  const clientSchema = parse(printSchema(result.federatedGraphClientSchema));
  const supergraph = { document: result.federatedGraphAST, clientSchema, prices: Object.fromEntries(prices) };
  return { errors: [], warnings, supergraph };
}

const toServices = (subgraphs: readonly Subgraph[]) =>
  subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));

const messagesOf = (errors: readonly { readonly message: string }[] = []) => errors.map(({ message }) => message);

function readSupergraph(sdl: string | undefined): Supergraph | null {
  if (sdl === undefined) return null;
  const document = parse(sdl);
  return { document, clientSchema: transformSupergraphToPublicSchema(document), prices: readPrices(document) };
}
