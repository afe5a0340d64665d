import { apollo } from "./apollo.mjs";
import { mercurius } from "./mercurius.mjs";
import { mesh } from "./mesh.mjs";
import { createOurs } from "./ours.mjs";
import { proxy } from "./proxy.mjs";
import { tailcall } from "./tailcall.mjs";
import { yoga } from "./yoga.mjs";

/** All subjects; the first is what every other is held against. */
export const SUBJECTS = [proxy, createOurs(), mercurius, tailcall, yoga, apollo, mesh];
