/** Import rules of docs/design.md, section 3. Each says why. */
const test = '[.]test[.]tsx?$|[.]testSupport[.]ts$|portContract[.]ts$';

// dependency-cruiser's swc parser does not know that .tsx holds JSX (17.4.3, src/extract/swc/parse.mjs).
const swc = require('@swc/core');
const parseFileSync = swc.parseFileSync;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });

module.exports = {
  forbidden: [
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment: 'shared runs in every process and in tests without a clock, DOM or Node',
      from: { path: '^shared/', pathNot: test },
      to: { path: ['^electron/', '^renderer/', '^e2e/'] },
    },
    {
      name: 'shared-no-node',
      severity: 'error',
      comment: 'shared is pure: no Node',
      from: { path: '^shared/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'probers-see-the-port-only',
      severity: 'error',
      comment: 'a prober that knew of live or replay would not be the same program in both',
      from: { path: '^electron/engine/(probers|discovery)/', pathNot: test },
      to: { path: '^electron/', pathNot: '^electron/engine/(probers|discovery)/|^electron/engine/(cluster/port|clock)[.]ts$' },
    },
    {
      name: 'one-importer-of-client-node',
      severity: 'error',
      comment: 'its faults are wrapped in one place',
      from: { pathNot: '^electron/engine/cluster/clientNode[.]ts$' },
      to: { path: 'node_modules/@kubernetes/client-node' },
    },
    {
      name: 'entry-chooses-the-port',
      severity: 'error',
      comment: 'only the engine and command line entries decide between live and replay',
      from: { path: '^electron/', pathNot: `^electron/engine/cluster/|^electron/engine/openCluster[.]ts$|${test}` },
      to: { path: '^electron/engine/cluster/live' },
    },
    {
      name: 'engine-without-electron',
      severity: 'error',
      comment: 'the same engine runs under plain Node',
      from: { path: '^electron/(engine|cli|demo)/', pathNot: '^electron/engine/entry[.]ts$' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'preload-is-thin',
      severity: 'error',
      comment: 'the preload is the one bridge: contract and electron only',
      from: { path: '^electron/preload[.]ts$' },
      to: { pathNot: ['^shared/contract/', '^electron$', 'node_modules/electron', 'node_modules/zod'] },
    },
    {
      name: 'renderer-sees-shared-only',
      severity: 'error',
      comment: 'the renderer has no Node and no secrets',
      from: { path: '^renderer/', pathNot: `vite[.]config[.]ts$|${test}` },
      to: { path: '^electron/' },
    },
    {
      name: 'renderer-no-node',
      severity: 'error',
      comment: 'the renderer is sandboxed',
      from: { path: '^renderer/', pathNot: `vite[.]config[.]ts$|${test}` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-stay-apart',
      severity: 'error',
      comment: 'a feature can be deleted by deleting its folder',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'demo-knows-no-analysis',
      severity: 'error',
      comment: 'one mistake in both would pass every test',
      from: { path: '^electron/demo/', pathNot: test },
      to: { path: ['^shared/(analysis|diagnosis)/', '^electron/engine/'] },
    },
    {
      name: 'main-moves-no-data',
      severity: 'error',
      comment: 'main neither parses metrics nor talks to a cluster',
      from: { path: '^electron/main/', pathNot: test },
      to: { path: ['^electron/(engine|demo|cli)/', '^shared/(analysis|exposition|relabel|promql)/'] },
    },
    { name: 'no-cycles', severity: 'error', comment: 'a cycle has no first file to read', from: {}, to: { circular: true } },
    {
      name: 'no-orphan-tests-in-product',
      severity: 'error',
      comment: 'test support is not shipped',
      from: { pathNot: test },
      to: { path: test },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'an import that resolves to nothing breaks the build',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: '^dist/' },
  },
};
