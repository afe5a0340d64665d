import type { DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";

/** An operation of a document, by what identifies it. */
export interface OperationKey {
  /** A digest of the query's text. */
  readonly queryHash: string;
  readonly operationName: string | null;
  readonly document: DocumentNode;
}

/** A compiled operation; null: the compiler does not take it, so that it is to be interpreted. */
export type Compiled = CompiledQuery | null;

/** How many compiled operations are kept; one of them takes some 100 to 500 kB. */
const MAX_COMPILED = 200;
/** How many operations are remembered as seen once; one of them takes some 200 bytes. */
const MAX_SEEN = 5000;

/**
 * The compiled operations of one schema, within bounds. An operation is compiled when it comes for the second time: compiling
 * costs about ten interpreted runs, and someone who never sends the same query twice shall neither pay for it nor push out
 * the operations that others send all the time.
 */
export class CompiledQueries {
  readonly #compiled = new LRUCache<string, { readonly query: Compiled }>({ max: MAX_COMPILED });
  readonly #seen = new LRUCache<string, true>({ max: MAX_SEEN });

  constructor(readonly schema: GraphQLSchema) {}

  /** The compiled operation, or null when it is to be interpreted this time. */
  find(key: OperationKey): Compiled {
    const name = `${key.queryHash} ${key.operationName ?? ""}`;
    const known = this.#compiled.get(name);
    if (known !== undefined) return known.query;
    if (!this.#seen.has(name)) {
      this.#seen.set(name, true);
      return null;
    }
    const query = compile(this.schema, key);
    this.#compiled.set(name, { query });
    return query;
  }
}

function compile(schema: GraphQLSchema, { document, operationName }: OperationKey): Compiled {
  const compiled = tryToCompile(schema, document, operationName ?? undefined);
  return compiled !== null && isCompiledQuery(compiled) ? compiled : null;
}

/** The compiler refuses some operations by an answer, and throws at others; both are left to the interpreter. */
function tryToCompile(
  schema: GraphQLSchema,
  document: DocumentNode,
  name?: string,
): CompiledQuery | ExecutionResult | null {
  try {
    return compileQuery(schema, document, name, { disablingCapturingStackErrors: true });
  } catch {
    return null;
  }
}
