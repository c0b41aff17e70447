/** Banners and the steps of the connection. */
export const troubleTexts = {
  showDetail: 'Show it',
  close: 'Close',
  tryNow: 'Try now',
  chooseCluster: 'Choose a cluster',
  otherCluster: 'Other clusters',
  copyRole: 'Copy the Role to ask for',
  nextTry: (seconds: number) => `Next try in ${seconds} s.`,
  engineEnded: (when: string, wait: number) =>
    `Ended at ${when}; it is started again ${wait === 0 ? 'now' : `in ${wait} s`}. Below is what was last seen.`,
  engineRestarted: 'The engine stopped and was restarted.',
  engineBack: (says: string, at: string, after: string) =>
    `${says} At ${at}, back after ${after}. What was kept of before is lost: charts begin anew.`,
  starting: 'Starting the engine',
  startingMore: 'It opens no connection before it knows which cluster you chose.',
  connecting: (context: string) => `Connecting to ${context}`,
  misfit: (says: string) => `The engine said something this window does not understand: ${says}`,
  misfitRemedy: 'Both come from one build: start Hopscope again.',
  listing: (what: string) => `Listing: ${what}`,
} as const;
