import { Directive } from "type-graphql";

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

/** Prices a list by the most that it can be. */
export const SizedList = (most: number) =>
  Directive(`@listSize(assumedSize: ${most}, requireOneSlicingArgument: false)`);

/** Tags what tells who somebody is or what they said, so that a contract can leave it out and keep the rest. */
export const Personal = () => Directive('@tag(name: "personal")');
