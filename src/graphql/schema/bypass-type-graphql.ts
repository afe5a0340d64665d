import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from "graphql";
import { getMetadataStorage } from "type-graphql";

type FieldResolver = GraphQLFieldResolver<unknown, unknown>;
type FieldResolverMetadata = ReturnType<typeof getMetadataStorage>["fieldResolvers"][number];
type Parameter = NonNullable<FieldResolverMetadata["params"]>[number];

/** The methods behind the resolvers that use only their parent and their arguments. */
const pureMethods = new WeakMap<object, FieldResolver>();

/**
 * The method behind a field's resolver, if it is pure: it uses neither the context nor the operation. Otherwise null.
 * The method throws its errors; the resolver rejects.
 */
export function pureMethodOf(resolve: object): FieldResolver | null {
  return pureMethods.get(resolve) ?? null;
}

/**
 * Makes each field of an object call its resolver method, or read its property, directly. type-graphql would call
 * middleware, use a container and build instances of the arguments. The gateway uses none of these, and a page has
 * 10,000 sentences and 500,000 fields of words.
 * @throws Error if a resolver needs what is bypassed here.
 */
export function bypassTypeGraphQL(schema: GraphQLSchema): void {
  const methods = methodsByField();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getQueryType() || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const method = methods.get(`${type.name}.${field.name}`);
      if (method === undefined) delete field.resolve;
      else field.resolve = toDirect(method);
    }
  }
}

function methodsByField(): ReadonlyMap<string, FieldResolverMetadata> {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  const typeNames = new Map(objectTypes.map(({ target, name }) => [target, name]));
  return new Map(
    fieldResolvers.map((metadata) => {
      const target = metadata.getObjectType?.();
      return [`${target && typeNames.get(target)}.${metadata.schemaName}`, metadata];
    }),
  );
}

function toDirect({ target, methodName, params = [], middlewares = [] }: FieldResolverMetadata): FieldResolver {
  const instance: unknown = Reflect.construct(target, []);
  const method: unknown = Reflect.get(target.prototype, methodName);
  const [first = nothing, second = nothing, third = nothing, fourth = nothing, ...others] = params
    .toSorted((left, right) => left.index - right.index)
    .map(toReader);
  if (typeof method !== "function" || others.length > 0 || middlewares.length > 0)
    throw new Error(`${target.name}.${methodName} cannot be called directly`);
  const call: FieldResolver = (root, args, context, info) =>
    method.call(
      instance,
      first(root, args, context, info),
      second(root, args, context, info),
      third(root, args, context, info),
      fourth(root, args, context, info),
    );
  const resolve = rejecting(call);
  if (params.every(({ kind }) => kind === "root" || kind === "args")) pureMethods.set(resolve, call);
  return resolve;
}

/**
 * A resolver that rejects where another one throws. If an item of a list throws, graphql-js 16 forgets the promises of
 * the items before it (`completeListValue`). If one of those promises rejects, Node.js ends the process.
 */
function rejecting(resolve: FieldResolver): FieldResolver {
  return (root, args, context, info) => {
    try {
      return resolve(root, args, context, info);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

const nothing: FieldResolver = () => undefined;

const READERS: Partial<Record<Parameter["kind"], FieldResolver>> = {
  root: (root) => root,
  args: (_root, args) => args,
  context: (_root, _args, context) => context,
  info: (_root, _args, _context, info) => info,
};

function toReader(parameter: Parameter): FieldResolver {
  const reader = READERS[parameter.kind];
  if (reader === undefined || ("propertyName" in parameter && parameter.propertyName !== undefined))
    throw new Error(`a parameter of ${parameter.target.name}.${parameter.methodName} cannot be read directly`);
  return reader;
}
