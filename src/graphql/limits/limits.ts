import { GatewayError } from "../../errors.js";

/** What the text of an operation may come to, fragments counted each time they are spread. */
export interface OperationLimits {
  /** Of the whole document; the parser stops at the first one too many. */
  readonly maxTokens: number;
  /** Fields inside fields; a field at the root is at depth 1. */
  readonly maxDepth: number;
  /** Fields under a name of their own. */
  readonly maxAliases: number;
  readonly maxDirectives: number;
  readonly maxRootFields: number;
  readonly maxFields: number;
}

/** What an operation's variables may come to. */
export interface VariableLimits {
  /** Of all variables together: strings, numbers, lists, objects, each counted as one. */
  readonly maxValues: number;
  /** Of one string, or one name in an object; in the document, of one string or name. */
  readonly maxCharacters: number;
}

/** The error for whoever is over a limit; `what` says which limit it is, and what it would have been. */
export function tooCostly(what: string): GatewayError {
  return new GatewayError("OPERATION_TOO_COSTLY", what);
}
