import { registerHooks } from "node:module";

// Relay's compiler names its artifacts without a file extension, as bundlers like it; Node wants one.
registerHooks({
  resolve: (specifier, context, next) => next(specifier.endsWith(".graphql") ? `${specifier}.js` : specifier, context),
});
