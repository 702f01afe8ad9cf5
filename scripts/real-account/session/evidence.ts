/** A call as it is shown and recorded. */
export interface Evidence {
  readonly operation: string;
  /** `success`, or the error with its reason. */
  readonly outcome: string;
  readonly message?: string;
  /** Milliseconds since the probe began. */
  readonly atMs: number;
  readonly caller?: 'member';
}

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, 'EMAIL'],
  [/\b\d{12}\b/g, 'ACCOUNT_ID'],
  [/\bou-[0-9a-z]{4,32}-[0-9a-z]{8,32}\b/g, 'OU_ID'],
  [/\bo-[a-z0-9]{10,32}\b/g, 'ORGANIZATION_ID'],
  [/\br-[0-9a-z]{4,32}\b/g, 'ROOT_ID'],
  [/\bp-[0-9a-zA-Z_]{8,128}\b/g, 'POLICY_ID'],
  [/\b(?:h|rp|rt|car)-[0-9a-z]{4,32}\b/g, 'ID'],
  [/\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g, 'KEY_ID'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, 'REQUEST_ID'],
  [/(user|assumed-role|role)\/[^\s"',]+/g, '$1/NAME'],
];

/** Replaces everything that identifies an account, an organization or a person. */
export function masked(text: string): string {
  return SECRETS.reduce((rest, [pattern, name]) => rest.replace(pattern, name), text);
}

/** One line for each call. Equal calls in a row share a line. */
export function evidenceLines(evidence: readonly Evidence[]): string[] {
  const groups: Evidence[][] = [];
  for (const each of evidence) {
    const last = groups.at(-1);
    if (last && last[0].operation === each.operation && last[0].outcome === each.outcome && last[0].caller === each.caller) last.push(each);
    else groups.push([each]);
  }
  return groups.map((group) => {
    const [{ operation, outcome, message, atMs, caller }] = group;
    const times = group.length === 1 ? `${seconds(atMs)} s` : `${seconds(atMs)} to ${seconds(group.at(-1)!.atMs)} s, ${group.length} times`;
    const who = caller === undefined ? '' : ` by a ${caller}`;
    return masked(`${times}: ${operation}${who}: ${outcome}${message === undefined ? '' : ` (${message})`}`);
  });
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}
