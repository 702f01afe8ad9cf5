/** The advice for a name that is not in the table of actions: it is misspelled, or newer than the table. */
export function didYouMean(meant: string | undefined, newer: string): string {
  const first = meant === undefined ? 'Look it up in the Service Authorization Reference.' : `Did you mean "${meant}"?`;
  return `${first} If AWS added ${newer} lately, acknowledge the warning.`;
}

const NEWER = / If AWS added [^.]+ lately, acknowledge the warning\.$/;

/** The advice of a rule where there is no construct on which to acknowledge a warning. */
export function withoutAcknowledging(advice: string): string {
  return advice.replace(NEWER, '');
}
