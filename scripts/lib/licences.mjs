// The packages of others that end up in what is built, each with the text of its licence: most licences ask that it goes along.
import fs from 'node:fs';
import path from 'node:path';

/** As packages name the file; with NOTICE, which Apache-2.0 asks for. */
const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;
/** Code that only lies beside it (LICENSE.js) is none. */
const CODE = /\.(js|cjs|mjs|ts|json)$/i;

/**
 * @typedef {object} Licence
 * @property {string} name
 * @property {string} version
 * @property {string} licence as the package says it: "MIT"
 * @property {string} text of its licence files; where it has none, who says so
 */

/**
 * @param {Iterable<string>} files what was bundled, by whole paths; those outside of node_modules are our own
 * @param {Iterable<string>} [folders] of packages that are shipped as they are
 * @returns {Licence[]} by name
 */
export function licencesOf(files, folders = []) {
  const homes = new Set(folders);
  for (const file of files) {
    const home = packageFolder(file);
    if (home !== undefined) homes.add(home);
  }
  const found = new Map([...homes].map(readLicence).map((licence) => [`${licence.name}@${licence.version}`, licence]));
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The last node_modules/NAME or node_modules/@SCOPE/NAME of a path. */
function packageFolder(file) {
  const words = file.split(path.sep);
  const at = words.lastIndexOf('node_modules');
  if (at < 0 || words[at + 1] === undefined) return undefined;
  return words.slice(0, at + (words[at + 1].startsWith('@') ? 3 : 2)).join(path.sep);
}

/** @returns {Licence} */
function readLicence(folder) {
  const { name, version, license, author, repository } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = fs
    .readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file) && !CODE.test(file))
    .sort()
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  const licence = typeof license === 'string' ? license : (license?.type ?? 'not said');
  if (texts.length > 0) return { name, version, licence, text: texts.join('\n\n') };
  const by = [author?.name ?? author, repository?.url ?? repository].filter((word) => typeof word === 'string').join(', ');
  return {
    name,
    version,
    licence,
    text: `The package holds no text of its licence; its package.json says ${licence}${by === '' ? '' : ` (${by})`}.`,
  };
}

/**
 * Folders of the packages that are installed beside the bundles, with all that they need; what is of other platforms is not installed.
 * Those for musl are left out: Electron for Linux is made for glibc.
 * @param {string} root with package.json and node_modules
 */
export function shippedPackages(root) {
  const found = new Map();
  const visit = (from) => {
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(fs.readFileSync(path.join(from, 'package.json'), 'utf8'));
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const folder = installedAt(name, from, root);
      if (folder === undefined && dependencies[name] !== undefined && optionalDependencies[name] === undefined)
        throw new Error(`${name} is not installed, which ${path.relative(root, from) || 'package.json'} asks for`);
      if (folder === undefined || found.has(folder) || isForMusl(folder)) continue;
      found.set(folder, name);
      visit(folder);
    }
  };
  visit(root);
  return [...found.keys()];
}

/** By its name: not each says so in its package.json (@libsql/linux-x64-musl 0.5.29). */
const isForMusl = (folder) => /-musl(eabihf)?$/.test(folder);

/** Node's own look-up, no higher than `root`. */
function installedAt(name, from, root) {
  for (let at = from; at.startsWith(root); at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    if (fs.existsSync(path.join(folder, 'package.json'))) return folder;
  }
  return undefined;
}

/** For people, in one text. */
export function licenceText(licences) {
  const line = '='.repeat(78);
  const each = licences.map(({ name, version, licence, text }) => `${line}\n${name} ${version}\n${licence}\n${line}\n\n${text}\n`);
  return `Hopscope is made with the packages below; each is used under its own licence.\nThe licences of Electron and Chromium are in files of their own.\n\n${each.join('\n')}`;
}
