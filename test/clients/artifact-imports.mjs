import { registerHooks } from "node:module";

// Relay's compiler imports its artifacts without a file extension, as bundlers expect. Node.js requires the extension.
registerHooks({
  resolve: (specifier, context, next) => next(specifier.endsWith(".graphql") ? `${specifier}.js` : specifier, context),
});
