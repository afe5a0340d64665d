import { GatewayError } from "../../errors.js";

/** The limits of an operation. A fragment counts each time it is spread. */
export interface OperationLimits {
  /** Tokens of the whole document. The parser stops at the first token above the limit. */
  readonly maxTokens: number;
  /** The nesting of fields. A root field has depth 1. */
  readonly maxDepth: number;
  readonly maxDirectives: number;
  /** Computed from the document, the variables and the weights of the fields. */
  readonly maxCost: number;
}

/** The limits of a response. */
export interface ResponseLimits {
  /** Fields of paragraphs, sentences and words. Long texts, ids and names count one more for each 32 bytes. */
  readonly maxValues: number;
  readonly maxBytes: number;
}

/** The limits of an operation's variables. */
export interface VariableLimits {
  /** Values of all variables together. Each string, number, list and object counts as one. */
  readonly maxValues: number;
  /** Characters of one string, or of one name in an object, in the variables and in the document. */
  readonly maxCharacters: number;
}

/** The error for an exceeded limit; `what` names the limit and the value. */
export function tooCostly(what: string): GatewayError {
  return new GatewayError("OPERATION_TOO_COSTLY", what);
}
