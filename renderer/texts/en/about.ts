/** What this Hopscope is: menu Help, About. */
export const aboutTexts = {
  name: 'About',
  title: 'About Hopscope',
  lead: 'Shows every hop a Kubernetes metric takes. Reads only.',
  asked: 'Asking…',
  version: 'Version',
  made: {
    source: 'from its source',
    release: 'release',
    trial: 'NOT FOR RELEASE: made with a runtime for development, to be tried out only',
  },
  runtime: 'Runtime',
  runtimeIs: (electron: string, chromium: string, node: string) => `Electron ${electron}, Chromium ${chromium}, Node.js ${node}`,
  system: 'System',
  licence: 'Licence',
  licenceIs: 'Apache-2.0. Copyright 2026 The Hopscope authors.',
  log: 'Log',
  logSays: 'What went wrong, without secrets; at most 2 MB.',
  openFolder: 'Open its folder',
  diagnostics: 'Diagnostics',
  diagnosticsSay:
    'For a report of a mistake: versions, settings and the last lines of the log, without secrets and addresses of settings. Read it first.',
  copyDiagnostics: 'Copy diagnostics',
  showDiagnostics: 'What is in it',
  others: (count: string) => `Made with ${count} packages of others`,
  othersSay: 'Each under its own licence. Those of Electron and Chromium are in files beside the program.',
  noOthers: 'The build listed none: npm run build does.',
} as const;
