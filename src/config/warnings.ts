import { closestMatch } from "leven";
import { isLoopback } from "../auth/secure-url.js";
import type { Settings } from "./settings.js";
import type { Environment } from "./read-variables.js";
import { sections } from "./sections/index.js";

/** Families with variables of other programs: OpenTelemetry's libraries, and Kubernetes with a service named redis. */
const FOREIGN_FAMILIES: ReadonlySet<string> = new Set(["OTEL", "REDIS"]);

/** A first word is one of our families if at least this many variables begin with it. */
const FAMILY_SIZE = 3;

/** The end of a name that says in which unit its value is. */
const UNIT = /_(MS|SECONDS|BYTES|PERCENT)$/;

/** Settings that are probably not intended, one a line, without values. `names`: all variables that are read. */
export function findWarnings(settings: Settings, env: Environment, names: readonly string[]): string[] {
  return [
    ...findMisspelt(env, names),
    ...findMisspeltMode(env),
    ...findUnencrypted(settings),
    ...findUnencryptedRedis(settings),
    ...findOpenSchema(settings),
  ];
}

/**
 * Variables that the gateway does not read, but whose names are similar to its own: WORKER, or an unknown member of a
 * family such as UPSTREAM_….
 */
function findMisspelt(env: Environment, names: readonly string[]): string[] {
  const known = new Set(names);
  const families = familiesOf(names);
  return Object.keys(env)
    .filter((name) => !known.has(name) && env[name] !== "" && env[name] !== undefined)
    .flatMap((name) => {
      const isOfFamily = families.has(firstWord(name));
      const nearest =
        names.find((longer) => longer.replace(UNIT, "") === name) ??
        closestMatch(name, [...names], isOfFamily ? {} : { maxDistance: Math.ceil(name.length / 9) });
      return nearest === undefined ? [] : [`${name}: nothing reads this variable; the nearest name is ${nearest}`];
    });
}

/** `prod` or `Production`: the gateway would run as for development. */
function findMisspeltMode(env: Environment): string[] {
  const { name } = sections.deployment.variables.production;
  const isMeant = /^\s*prod/i.test(env[name] ?? "") && env[name] !== "production";
  return isMeant ? [`${name}: only the exact value production counts; the gateway runs as for development`] : [];
}

function familiesOf(names: readonly string[]): ReadonlySet<string> {
  const families = [...Map.groupBy(names, firstWord)].filter(([, members]) => members.length >= FAMILY_SIZE);
  return new Set(families.map(([word]) => word)).difference(FOREIGN_FAMILIES);
}

function firstWord(name: string): string {
  return name.split("_", 1)[0] ?? "";
}

/** Without TLS, everyone on the way can read the token. */
function findUnencrypted({ deployment }: Settings): string[] {
  const { production, upstreamBaseUrl: url } = deployment;
  if (!production || url === null || url.protocol === "https:" || isLoopback(url)) return [];
  const { name } = sections.deployment.variables.upstreamBaseUrl;
  return [`${name}: http:// to another host sends access tokens that anybody on the way can read; use https://`];
}

/** Without TLS, everyone on the way can read the password of Redis, too. */
function findUnencryptedRedis({ deployment, redis }: Settings): string[] {
  if (!deployment.production || redis.address === null || redis.address.tls) return [];
  const { host, password } = redis.address;
  if (password === null || isLoopback(new URL(`http://${host.includes(":") ? `[${host}]` : host}`))) return [];
  const { name } = sections.redis.variables.address;
  return [`${name}: redis:// sends its password without TLS to another host; use rediss://`];
}

/** `_service` reveals the schema even if introspection is off. */
function findOpenSchema({ deployment, routers }: Settings): string[] {
  if (!deployment.production || routers.secret !== null) return [];
  const { name } = sections.routers.variables.secret;
  return [`${name}: without it anyone can read the schema by _service, although it is hidden from clients otherwise`];
}
