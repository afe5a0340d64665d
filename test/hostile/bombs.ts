const list = (size: number, part: (index: number) => string) =>
  Array.from({ length: size }, (_, index) => part(index)).join(" ");
const inConference = (selection: string) => `{ conference(conferenceId: "m") { ${selection} } }`;

/** Documents that cost more than they seem to. The cost grows with `size`. */
export const BOMBS: readonly ((size: number) => string)[] = [
  // Wide and deep selections, and many repeats.
  (size) => `{ ${"__typename ".repeat(size)} }`,
  (size) => inConference("id ".repeat(size)),
  (size) => inConference("paragraphs { nodes { text } } ".repeat(size)),
  (size) => inConference(`${"paragraphs { nodes { conference { ".repeat(size)} id ${"} } } ".repeat(size)}`),
  (size) => inConference(`${"... on Conference { ".repeat(size)} id ${"} ".repeat(size)}`),
  (size) => "{".repeat(size),
  (size) => `{ nodes(ids: ${"[".repeat(size)}${"]".repeat(size)}) { id } }`,
  (size) => `{ nodes(ids: [${'"x" '.repeat(size)}]) { id } }`,
  (size) => inConference(list(size, (index) => `f${index}`)),
  (size) => `{ conference(conferenceId: "${"x".repeat(size * 20)}") { id paragraphs { nodes { id } } } }`,
  (size) => `{ ${"x".repeat(size * 20)} }`,
  (size) => `${"#\n".repeat(size * 10)}{ __typename }`,
  // Aliases, directives, variables, operations.
  (size) => `{ ${list(size, (index) => `a${index}: conference(conferenceId: "m") { id }`)} }`,
  (size) => inConference(list(size, (index) => `a${index}: paragraphs(first: ${index}) { nodes { id } }`)),
  (size) => `{ __typename ${"@skip(if: false) ".repeat(size)} }`,
  (size) => `{ __typename ${list(size, (index) => `@d${index}`)} }`,
  (size) => `query (${list(size, (index) => `$v${index}: [[[[Int]]]]`)}) { __typename }`,
  (size) => list(size, (index) => `query Q${index} { __typename }`),
  // One page, many times in the response.
  (size) =>
    `{ conferences(conferenceIds: [${'"m" '.repeat(size % 60)}]) { ${list(size % 49, (index) => `a${index}: paragraphs(first: 30) { nodes { id text } }`)} id } }`,
  (size) => inConference(`paragraphs { nodes { ${list(size % 60, (index) => `a${index}: id`)} conference { id } } }`),
  (size) => inConference(`paragraphs { nodes { ${"x".repeat(size * 2)}: text } edges { node { text } } }`),
  (size) => `{ _entities(representations: [${'{ __typename: "Paragraph", id: "x" } '.repeat(size)}]) { __typename } }`,
  (size) =>
    `{ ${list(size % 30, (index) => `a${index}: _entities(representations: [${'{ __typename: "Conference", conferenceId: "m" } '.repeat(20)}]) { ... on Conference { id paragraphs { nodes { id } } } }`)} }`,
  // Fragments: cyclic, doubling, by the hundred, nested.
  (size) => `{ ...F0 } ${list(size, (index) => `fragment F${index} on Query { ...F${(index + 1) % size} }`)}`,
  (size) =>
    `${inConference("...F0")} ${list(size, (index) => `fragment F${index} on Conference { ...F${index + 1} ...F${index + 1} }`)} fragment F${size} on Conference { id }`,
  (size) =>
    `${inConference("...F0")} ${list(size % 30, (index) => `fragment F${index} on Conference { a: id ...F${index + 1} ...F${index + 1} paragraphs { nodes { conference { ...F${index + 1} } } } }`)} fragment F${size % 30} on Conference { id }`,
  (size) =>
    `${inConference(list(size, (index) => `...F${index}`))} ${list(size, (index) => `fragment F${index} on Conference { paragraphs { nodes { id } } }`)}`,
  (size) => `${inConference("...F ".repeat(size))} fragment F on Conference { id paragraphs { nodes { id } } }`,
  (size) => `{ ${list(size, () => "...on Query { ...on Query { __typename } }")} }`,
  // Cycles in the schema.
  (size) => `{ __schema { types { ${"fields { type { ".repeat(size % 40)} name ${"} } ".repeat(size % 40)} } } }`,
];
