/** Recording the cluster that is open. */
export const recordingTexts = {
  name: 'Recording',
  ask: 'Record this cluster',
  askMore:
    'Certificates, keys, tokens, passwords and values of environment variables leave it before it is written. Names of pods, nodes, images and labels stay, but those that you hide here.',
  hide: 'Names to hide, as acme, acme-shop',
  choose: 'Choose a file…',
  cancel: 'Cancel',
  to: (name: string) => `to ${name}`,
  states: { recording: 'Recording', ending: 'Ending the recording', done: 'Recorded', failed: 'Recording stopped' },
  since: (time: string, length: string) => `since ${time}, ${length}`,
  from: (time: string, length: string) => `from ${time}, ${length}`,
  entries: (count: string, one: boolean, kept: string, file: string) => `${count} ${one ? 'answer' : 'answers'}, ${kept} kept in ${file}`,
  hidden: (count: number) => `${count} ${count === 1 ? 'name' : 'names'} hidden`,
  trouble: (what: string) => `${what}. What came before is in the file.`,
  engineGone: 'The engine that made it has ended',
  end: 'End it',
  open: 'Open it',
  close: 'Close',
} as const;
