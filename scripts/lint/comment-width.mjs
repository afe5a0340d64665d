import { builtinRules } from "eslint/use-at-your-own-risk";

/** ESLint's rule `max-len` for oxlint, which has none. Prettier formats code, but leaves long comments as they are. */
export default { meta: { name: "comment-width" }, rules: { "max-len": builtinRules.get("max-len") } };
