// The address of the bundle, for modules that ask for import.meta.url.
export const hopscopeModuleUrl = require('node:url').pathToFileURL(__filename).href;
