import { Directive } from "type-graphql";

/**
 * Weights for `@Cost`. A value is read off a page that is in memory. A handle is made by a resolver of its own, for each
 * conference, id or reference. A read may cost a call to DingTalk; 50 meetings with a page each must stay affordable. A sweep goes through a
 * whole transcript: 10 ms for the longest meetings.
 */
export const [VALUE, HANDLE, READ, SWEEP] = [1, 10, 1000, 5000] as const;

/**
 * What a field costs, for the gateway's own limit (`OPERATION_MAX_COST`) and for routers: it becomes `@cost`. In a list it
 * counts for each item. Every field declares one; the gateway does not start with a field that does not.
 */
export const Cost = (weight: number) => Directive(`@cost(weight: ${weight})`);

/** What a connection's `@listSize` promises to a router that prices a query before running it (demand control). */
export interface ConnectionSize {
  /** How many edges to count where neither `first` nor `last` is given. */
  readonly assumedSize: number;
}

/** Prices a connection by its `first` or `last`. Both may be left out: then the assumed size counts. */
export const SizedConnection = ({ assumedSize }: ConnectionSize) =>
  Directive(
    `@listSize(assumedSize: ${assumedSize}, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)`,
  );

/**
 * Prices a list by its maximum. Where the field takes a list that must not be null, it answers with one item for each of that
 * list, and the gateway counts those.
 */
export const SizedList = (max: number) => Directive(`@listSize(assumedSize: ${max}, requireOneSlicingArgument: false)`);

/** Tags what tells who somebody is or what they said, so that a contract can leave it out and keep the rest. */
export const Personal = () => Directive('@tag(name: "personal")');
