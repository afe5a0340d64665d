import { z } from "zod";
import type { Mode, Variable } from "./variable.js";

/** The kinds of variables. Each takes the variable's name, its range, and its meaning. */

/** A default that is fixed, or that depends on the deployment. */
type Default<T> = T | ((mode: Mode) => T);

/** The range of a whole number. A default of null needs `defaultText`. */
interface NumberOptions<D extends number | null> {
  readonly min: number;
  readonly max: number;
  readonly default: Default<D>;
  readonly defaultText?: string;
  /** The number is for all workers together, so each gets its share (at least 1); 0 stays 0, which means no limit. */
  readonly shared?: boolean;
}

/** A limit for all workers of all replicas together. */
export interface NumberForAll {
  /** The limit itself, which processes with a shared store apply together. */
  readonly forAll: number;
  /** The share of one process that works alone, at least 1; 0 stays 0, which means no limit. */
  readonly share: number;
}

/** A whole number without a sign. The variable's name ends with its unit. */
export function wholeNumber<D extends number | null>(
  name: string,
  { min, max, default: fallback, defaultText, shared = false }: NumberOptions<D>,
  meaning: string,
): Variable<number | D> {
  const digits = digitsBetween(min, max);
  return {
    name,
    meaning,
    ...(defaultText !== undefined && { defaultText }),
    schema: (mode) =>
      digits.optional().transform((given): number | D => {
        const value = given ?? resolve(fallback, mode);
        return shared && typeof value === "number" ? shareOf(value, mode.workers) : value;
      }),
  };
}

/** A whole number without a sign that is a limit for all replicas together. */
export function wholeNumberForAll(
  name: string,
  { min, max, default: fallback }: { readonly min: number; readonly max: number; readonly default: number },
  meaning: string,
): Variable<NumberForAll> {
  return {
    name,
    meaning,
    defaultText: `\`${fallback}\``,
    schema: ({ workers, replicas }) =>
      digitsBetween(min, max)
        .optional()
        .transform((forAll = fallback) => ({ forAll, share: shareOf(forAll, workers * replicas) })),
  };
}

function digitsBetween(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`);
}

/** The text `true` or `false`. */
export const trueOrFalse = z.enum(["true", "false"], "must be true or false").transform((given) => given === "true");

/** `true` or `false`. */
export function flag(name: string, fallback: Default<boolean>, meaning: string): Variable<boolean> {
  return { name, meaning, schema: (mode) => trueOrFalse.default(resolve(fallback, mode)) };
}

/** Help for people who explore the API: on by default, but off in production. */
export function onUnlessProduction(name: string, meaning: string): Variable<boolean> {
  return flag(name, ({ production }) => !production, meaning);
}

/** Any text. */
export function text(name: string, fallback: string, meaning: string): Variable<string> {
  return { name, meaning, schema: () => z.string().default(fallback) };
}

/** The result of `schema` for the text; null if the variable is not set. */
export function optional<T>(
  name: string,
  defaultText: string,
  meaning: string,
  schema: z.ZodType<T, string>,
): Variable<T | null> {
  return { name, meaning, defaultText, schema: () => schema.optional().transform((value): T | null => value ?? null) };
}

/** Any text; null if it is not set. */
export function optionalText(name: string, defaultText: string, meaning: string): Variable<string | null> {
  return optional(name, defaultText, meaning, z.string());
}

/** A secret text; null if it is not set. */
export function secret(name: string, defaultText: string, meaning: string): Variable<string | null> {
  return { ...optionalText(name, defaultText, meaning), isSecret: true };
}

/** The words of a text, which are separated by white space and commas. */
export const toWords = (given: string): string[] => given.split(/[\s,]+/).filter((word) => word !== "");

const MIN_SECRET_LENGTH = 32;

/** Secrets that are the same on every replica; none if it is not set. With several, a new one can replace an old. */
export function secrets(name: string, defaultText: string, meaning: string): Variable<readonly string[]> {
  return {
    name,
    isSecret: true,
    defaultText,
    meaning: `${meaning}: ${MIN_SECRET_LENGTH} characters or more, the same on every replica; several, separated by commas: the first one writes, each of them reads`,
    schema: () =>
      z
        .string()
        .default("")
        .transform(toWords)
        .refine(
          (list) => list.every((value) => value.length >= MIN_SECRET_LENGTH),
          `must be secrets of ${MIN_SECRET_LENGTH} characters or more without spaces, separated by commas`,
        ),
  };
}

/** One of a few words. */
export function choice<const C extends string>(
  name: string,
  choices: readonly C[],
  fallback: NoInfer<C>,
  meaning: string,
): Variable<C> {
  const words = z.enum(choices, `must be one of ${choices.join(", ")}`);
  return { name, meaning, schema: () => words.default(fallback) };
}

/** The text of an http or https address. */
const httpUrl = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), "must be an http or https URL");

/** How to write special characters in a password (RFC 3986, section 2.1): the end of a fault about an address. */
export const PASSWORD_HINT = "in its name and password, write %, /, # and ? as %25, %2F, %23 and %3F";

/** The fault of an address with a name or a password. The log would show it. */
export const NO_PASSWORD = "must contain no user name and no password";

/** True for an address without a name and a password. */
export const hasNoPassword = ({ username, password }: URL): boolean => username === "" && password === "";

/** The address of an HTTP service; a path in it is a prefix. Null if it is not set. */
export function baseUrl(name: string, defaultText: string, meaning: string): Variable<URL | null> {
  const url = httpUrl
    .transform((value) => new URL(value))
    .refine(({ search, hash }) => search === "" && hash === "", "must have no query and no fragment")
    .refine(hasNoPassword, NO_PASSWORD);
  return optional(name, defaultText, meaning, url);
}

/**
 * `key=value` pairs, separated by commas, with percent-encoded values: the format of OpenTelemetry's attributes and
 * headers (SDK environment variables).
 */
export function pairs(
  name: string,
  { isSecret }: { readonly isSecret: boolean },
  meaning: string,
): Variable<Readonly<Record<string, string>>> {
  const list = z
    .string()
    .default("")
    .transform((given, context): Record<string, string> => {
      const entries = given.split(",").filter((pair) => pair.trim() !== "");
      try {
        return Object.fromEntries(entries.map(toEntry));
      } catch {
        context.addIssue("must be key=value pairs, separated by commas, with values percent-encoded");
        return z.NEVER;
      }
    });
  return { name, meaning, defaultText: "none", isSecret, schema: () => list };
}

/** @throws Error for a text that is not a pair; URIError for a value that is not percent-encoded. */
function toEntry(pair: string): [string, string] {
  const [, key = "", value = ""] = /^\s*([^\s=]+)\s*=(.*)$/.exec(pair) ?? [];
  if (key === "") throw new Error("no pair");
  return [key, decodeURIComponent(value.trim())];
}

function resolve<T extends number | boolean | null>(fallback: Default<T>, mode: Mode): T {
  return typeof fallback === "function" ? fallback(mode) : fallback;
}

function shareOf(total: number, processes: number): number {
  return total === 0 ? 0 : Math.max(1, Math.floor(total / processes));
}
