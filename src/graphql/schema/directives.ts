import { Directive, Field, FieldResolver } from "type-graphql";

/**
 * Weights for `@Cost`:
 *
 * - VALUE: read from a page in memory.
 * - HANDLE: created by a resolver, once for each conference, id or reference.
 * - READ: may cost a call to DingTalk. 50 meetings with a page each must stay affordable.
 * - SWEEP: goes through a whole transcript, which takes 10 ms for the longest meetings.
 */
export const [VALUE, HANDLE, READ, SWEEP] = [1, 10, 1000, 5000] as const;

/**
 * The cost of a field, for the gateway's own limit (`OPERATION_MAX_COST`) and, as `@cost`, for routers. In a list it
 * counts for each item. The gateway does not start if a field has no cost.
 */
export const Cost = (weight: number) => Directive(`@cost(weight: ${weight})`);

type ValueType = Parameters<typeof Field>[0];
type ValueOptions = { readonly nullable?: boolean };

/** A field that is read from memory: `@Field` with a description and the cost `VALUE`. */
export const ValueField =
  (type: ValueType, description: string, options: ValueOptions = {}): PropertyDecorator =>
  (target, property) => {
    Field(type, { ...options, description })(target, property);
    Cost(VALUE)(target, property);
  };

/** A field that a resolver reads from memory: `@FieldResolver` with a description and the cost `VALUE`. */
export const ValueResolver =
  (type: ValueType, description: string, options: ValueOptions = {}): MethodDecorator =>
  (target, property, descriptor) => {
    FieldResolver(type, { ...options, description })(target, property, descriptor);
    Cost(VALUE)(target, property, descriptor);
  };

/** Counts a connection's edges by `first` or `last`, else by `assumedSize`. Routers use it for demand control. */
export const SizedConnection = (assumedSize: number) =>
  Directive(
    `@listSize(assumedSize: ${assumedSize}, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)`,
  );

/**
 * Counts a list by its maximum. If the field has a non-null list argument, it returns one item for each item of that
 * list, and the gateway counts those instead.
 */
export const SizedList = (max: number) => Directive(`@listSize(assumedSize: ${max}, requireOneSlicingArgument: false)`);

/** Tags fields that identify a person, or contain or find their words, so that a contract can exclude them. */
export const Personal = () => Directive('@tag(name: "personal")');
