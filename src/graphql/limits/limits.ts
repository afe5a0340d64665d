import { GatewayError } from "../../errors.js";

/** What the text of an operation may come to, fragments counted each time they are spread. */
export interface OperationLimits {
  /** Of the whole document; the parser stops at the first one too many. */
  readonly maxTokens: number;
  /** Fields inside fields; a field at the root is at depth 1. */
  readonly maxDepth: number;
  readonly maxDirectives: number;
}

/** What an operation may cost, computed from its document, its variables and the prices of its fields. */
export interface CostLimit {
  readonly maxCost: number;
}

/** What a response may come to. */
export interface ResponseLimits {
  /** Fields of paragraphs, sentences and words; of long texts, ids and names, each 32 bytes count as one more. */
  readonly maxValues: number;
  readonly maxBytes: number;
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
