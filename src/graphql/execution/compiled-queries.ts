import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  type GraphQLSchema,
  type OperationDefinitionNode,
  valueFromASTUntyped,
  visit,
} from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import { conditionVariables, hasConditions, mergesConditionally } from "./conditions.js";
import { Doorkeeper } from "./doorkeeper.js";

/** An operation of a document, by what identifies it. */
export interface OperationKey {
  /** A digest of the query's text. */
  readonly queryHash: string;
  readonly operationName: string | null;
  readonly document: DocumentNode;
}

/** What comes from the domain has been checked at the wire, so that scalars need not check it once more, 500,000 times a page. */
const COMPILER_OPTIONS = { disablingCapturingStackErrors: true, disableLeafSerialization: true };

/** An operation that is ready to run. */
export interface PreparedOperation {
  /** Runs it with the variables as they came. Without `data`, nothing has run: the variables do not fit. */
  run(context: unknown, variables: Variables): Promise<ExecutionResult> | ExecutionResult;
  /** Whether an error may name places in the document that `@skip` or `@include` left out. */
  readonly namesSkipped: boolean;
}

type Variables = Readonly<Record<string, unknown>>;

/** How many compiled operations are kept, which take some 100 to 500 kB each, and how long all their texts may be, in characters. */
const MAX_COMPILED = 200;
const MAX_CHARACTERS = 1_000_000;

/**
 * The operations of one schema, a projected one, within bounds. An operation is compiled when it comes for the second time:
 * compiling costs about ten interpreted runs. Before, and where the compiler does not take it, all but the projected parts
 * of it are interpreted.
 */
export class CompiledQueries {
  readonly #compiled = new LRUCache<string, PreparedOperation>({ max: MAX_COMPILED, maxSize: MAX_CHARACTERS });
  readonly #again = new Doorkeeper();

  constructor(readonly schema: GraphQLSchema) {}

  /** The operation; null for one that is not there, or that needs the schema as clients see it. */
  find(key: OperationKey): PreparedOperation | null {
    const name = key.operationName === null ? key.queryHash : `${key.queryHash} ${key.operationName}`;
    const known = this.#compiled.get(name);
    if (known !== undefined) return known;
    if (getOperationAST(key.document, key.operationName) == null || hasUnfitFields(key.document)) return null;
    if (!this.#again.isKnown(name)) return toInterpreted(this.schema, key);
    const operation = compile(this.schema, key) ?? toInterpreted(this.schema, key);
    this.#compiled.set(name, operation, { size: Math.max(1, key.document.loc?.source.body.length ?? 0) });
    return operation;
  }
}

function toInterpreted(schema: GraphQLSchema, { document, operationName }: OperationKey): PreparedOperation {
  return {
    run: (contextValue, variableValues) => execute({ schema, document, contextValue, variableValues, operationName }),
    namesSkipped: false,
  };
}

/** Compiles an operation; null for one that the compiler gets wrong, or does not take, which it says by an answer or by throwing. */
function compile(schema: GraphQLSchema, key: OperationKey): PreparedOperation | null {
  const { document, operationName } = key;
  const operation = getOperationAST(document, operationName);
  if (operation == null || mergesConditionally(document, operation)) return null;
  try {
    const compiled = compileQuery(schema, document, operationName ?? undefined, COMPILER_OPTIONS);
    if (!isCompiledQuery(compiled)) return null;
    const defaults = defaultsOf(operation);
    const conditions = conditionVariables(document.definitions);
    // The compiler takes a condition that is null for one that is false; it is an error.
    const isUnfit = (variables: Variables) => conditions.some((name) => variables[name] === null);
    const interpreted = toInterpreted(schema, key);
    return {
      run: (context, variables) =>
        isUnfit(variables)
          ? interpreted.run(context, variables)
          : compiled.query(undefined, context, { ...defaults, ...variables }),
      namesSkipped: hasConditions(document),
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
