import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  type GraphQLSchema,
  type OperationDefinitionNode,
  valueFromASTUntyped,
  visit,
} from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import { hasConditions, mergesConditionally } from "./conditional-merge.js";

/** An operation of a document, by what identifies it. */
export interface OperationKey {
  /** A digest of the query's text. */
  readonly queryHash: string;
  readonly operationName: string | null;
  readonly document: DocumentNode;
}

/** What comes from the domain has been checked at the wire, so that scalars need not check it once more, 500,000 times a page. */
const COMPILER_OPTIONS = { disablingCapturingStackErrors: true, disableLeafSerialization: true };

/** An operation, compiled. */
export interface CompiledOperation {
  /** Runs it with the variables as they came. Without `data`, nothing has run: the variables do not fit. */
  run(context: unknown, variables: Variables): Promise<ExecutionResult> | ExecutionResult;
  /** Whether it has `@skip` or `@include`: then an error may name places in the document that were skipped. */
  readonly hasConditions: boolean;
}

type Variables = Readonly<Record<string, unknown>>;

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
  readonly #compiled = new LRUCache<string, { readonly operation: CompiledOperation | null }>({ max: MAX_COMPILED });
  readonly #seen = new LRUCache<string, true>({ max: MAX_SEEN });

  constructor(readonly schema: GraphQLSchema) {}

  /** The compiled operation, or null when it is to be interpreted this time. */
  find(key: OperationKey): CompiledOperation | null {
    const name = `${key.queryHash} ${key.operationName ?? ""}`;
    const known = this.#compiled.get(name);
    if (known !== undefined) return known.operation;
    if (!this.#seen.has(name)) {
      this.#seen.set(name, true);
      return null;
    }
    const operation = compile(this.schema, key);
    this.#compiled.set(name, { operation });
    return operation;
  }
}

/** Compiles an operation; null for one that the compiler gets wrong, or does not take, which it says by an answer or by throwing. */
function compile(schema: GraphQLSchema, { document, operationName }: OperationKey): CompiledOperation | null {
  const operation = getOperationAST(document, operationName);
  if (operation == null || mergesConditionally(document, operation) || hasUnfitFields(document)) return null;
  try {
    const compiled = compileQuery(schema, document, operationName ?? undefined, COMPILER_OPTIONS);
    if (!isCompiledQuery(compiled)) return null;
    const defaults = defaultsOf(operation);
    return {
      run: (context, variables) => compiled.query(undefined, context, { ...defaults, ...variables }),
      hasConditions: hasConditions(document),
    };
  } catch {
    return null;
  }
}

/** Fields about the schema, of which the compiled one is not what clients see. */
const INTROSPECTION: ReadonlySet<string> = new Set(["__schema", "__type"]);

/** Whether a document has a field that compiled code gets wrong: `__proto__` is no plain key of an object literal. */
function hasUnfitFields(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field: ({ name, alias }) => {
      found ||= INTROSPECTION.has(name.value) || alias?.value === "__proto__";
    },
  });
  return found;
}

/** The operation's defaults as a client would send them: the compiler overlooks those of variables that must not be null. */
function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
}
