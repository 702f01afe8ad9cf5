import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Organization } from '../../../src/model';
import { organizationOfState, parseRehearsalState, type RehearsalResult } from '../../../src/rehearsal';
import { capture, CDK_ORG } from '../commands';

/** The public part of a rehearsal's result, as `--json` prints it. */
export type Rehearsed = Omit<RehearsalResult, 'state' | 'simulatorState'>;

const DRIFTED = 2;

/** Runs `cdk-org rehearse`. @throws Error if it ends with another exit code than expected. */
export async function rehearse(assembly: string, args: readonly string[], expected: 0 | 1 = 0): Promise<Rehearsed> {
  const { status, stdout, stderr } = await capture(process.execPath, [CDK_ORG, 'rehearse', assembly, '--json', ...args]);
  if (status !== expected) {
    throw new Error(`The rehearsal should end with exit code ${expected} (given: ${status}). Look at what it says:\n${stderr}${reasonsIn(stdout)}`);
  }
  return JSON.parse(stdout) as Rehearsed;
}

/** Runs `cdk-org drift` on a saved state. Returns the first line that it prints. @throws Error unless it finds what is expected. */
export async function drift(assembly: string, state: string, expected: 'none' | 'some' = 'none'): Promise<string> {
  const { status, stdout, stderr } = await capture(process.execPath, [CDK_ORG, 'drift', assembly, '--snapshot', state]);
  const wanted = expected === 'none' ? 0 : DRIFTED;
  if (status !== wanted) throw new Error(`Drift should end with exit code ${wanted} (given: ${status}). Look at what it says:\n${stdout}${stderr}`);
  return stdout.trim().split('\n')[0];
}

/** The writing calls and their numbers, in the order of the first of each: `CreatePolicy 1, AttachPolicy 3`. */
export function writesOf({ calls }: Rehearsed): string {
  const numbers = new Map<string, number>();
  for (const { operation } of calls.filter(({ writing }) => writing)) numbers.set(operation, (numbers.get(operation) ?? 0) + 1);
  return [...numbers].map(([operation, number]) => `${operation} ${number}`).join(', ') || 'none';
}

/** The organization in a file of `cdk-org rehearse --save`. */
export function savedOrganization(state: string): Organization | null {
  const { simulator } = parseRehearsalState(JSON.parse(readFileSync(state, 'utf8')));
  return simulator === undefined ? null : organizationOfState(simulator);
}

/** @throws Error if an organization is another one than before. */
export function assertSame(before: Organization | null, after: Organization | null): void {
  const [former, present] = [before, after].map((each) => JSON.stringify(each, undefined, 1).split('\n'));
  const others = present.filter((line) => !former.includes(line));
  if (isDeepStrictEqual(before, after)) return;
  throw new Error(`The rollback should restore the organization (given: another one, with ${others.slice(0, 5).join(' ')}). Look at its calls.`);
}

function reasonsIn(json: string): string {
  try {
    const { resources, differences } = JSON.parse(json) as Rehearsed;
    return [...resources.flatMap(({ reason }) => reason ?? []), ...differences].join('\n');
  } catch {
    return json;
  }
}
