// Runs the app whose folder is the first plain argument, as Electron's own default app does.
// "-r FILE" loads FILE first: test drivers hook in that way.
const path = require('node:path');
const Module = require('node:module');
const { app } = require('electron');

const words = process.argv.slice(1);
const preloads = [];
let at = 0;
while (at < words.length && words[at].startsWith('-')) {
  if (words[at] === '-r' || words[at] === '--require') preloads.push(words[++at]);
  at += 1;
}
if (at >= words.length) {
  process.stderr.write('electron: no app folder given\n');
  process.exit(1);
}
for (const file of preloads) Module._preloadModules([file]);

const folder = path.resolve(words[at]);
const described = require(path.join(folder, 'package.json'));
app.setName(described.productName ?? described.name);
app.setVersion(described.version ?? '0.0.0');
app.setAppPath(folder);
process.argv.splice(1, process.argv.length, folder, ...words.slice(at + 1));
Module._load(path.join(folder, described.main), Module, true);
