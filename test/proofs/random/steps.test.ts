import fc from 'fast-check';
import { check } from './check';
import { outsideListText } from '../../../src/cli/adopt/outside-list';
import { ownersInCode, ownersInRows, PartAdoption } from '../../../src/cli/adopt/part-adoption';
import { editedFiles, readApp, writeEdits } from '../../../src/cli/app/app-folder';
import { readCode, readCodeOn } from '../../../src/cli/sources/organization-source';
import { DataEditor, KeptChanges, placesOf, RowIds } from '../../../src/init/edit';
import { type Change, diff, drift, type Organization, overlay, withoutDrift } from '../../../src/model';
import { organizationOfState, rehearse, type RehearsalState, stackIdsOf, stateOfOrganization } from '../../../src/rehearsal';
import { detailedOrganization } from '../../init/random-details';
import { removeWrittenApps, synthesized, writtenApp } from '../../init/written-app';
import { daysLater } from '../support/foreign';
import { randomHandWork, workedByHand } from '../support/hand-work';
import { isNight } from '../support/proof-runs';

jest.setTimeout(3_600_000);
afterEach(removeWrittenApps);

/** Each run synthesizes several times. */
const SHARE = isNight() ? 0.2 : 0.25;

interface Found {
  readonly live: Organization;
  readonly code: Organization;
}

/** The live organization of a state, and the code of an assembly with its IDs. */
function found({ simulator, stacks }: RehearsalState, assembly: string): Found {
  const live = organizationOfState(simulator!, readCode(assembly).organization)!;
  return { live, code: readCodeOn(assembly, { organization: live, stackIds: stackIdsOf(stacks), kind: 'live', origin: 'the state' }).organization };
}

/** Writes the changes that rows can hold into the rows, as `drift --write --keep all` does. @returns the others */
function keepAll(folder: string, { live, code }: Found): Change[] {
  const editor = new DataEditor(readApp(folder));
  const kept = new KeptChanges(editor, new RowIds(editor.original, withoutDrift(code, live)), live);
  const changes = drift(code, live);
  const keepings = changes.map((change) => kept.keepingOf(change));
  kept.keep(keepings);
  writeEdits(folder, editedFiles(folder, editor));
  return changes.filter((_, index) => 'instead' in keepings[index]);
}

const kinds = (changes: readonly Change[]) => changes.map(({ kind }) => kind).sort();

test('what rows keep of random changes by hand has not drifted any more, and its deployment changes nothing', async () => {
  const handWork = fc.array(randomHandWork, { minLength: 1, maxLength: 5 });
  await check(fc.asyncProperty(detailedOrganization, handWork, async (organization, works) => {
    const { folder } = writtenApp(organization);
    const first = await rehearse({ assemblyDirectory: synthesized(folder, organization), state: stateOfOrganization(organization) });
    const before = synthesized(folder, organization);
    const deployed = found(daysLater(first.state), before);
    expect(kinds(drift(deployed.code, deployed.live))).toEqual([]);
    const { state, done } = workedByHand(daysLater(first.state), works);
    fc.pre(done.length > 0);
    const left = keepAll(folder, found(state, before));
    const assembly = synthesized(folder, organization);
    const { live, code } = found(state, assembly);
    expect({ done, drifted: kinds(drift(code, live)) }).toEqual({ done, drifted: kinds(left) });
    const { succeeded, resources, organization: after } = await rehearse({ assemblyDirectory: assembly, state });
    const reasons = resources.flatMap(({ reason }) => reason ?? []);
    // What is not in the rows can be reverted by the deployment, and AWS goes on to close accounts.
    const changes = left.length > 0 ? [] : diff(live, { ...after!, accountSettings: live.accountSettings });
    const changed = kinds(changes.filter(({ kind }) => kind !== 'accountStateChanged'));
    expect({ done, succeeded, reasons, changed }).toEqual({ done, succeeded: true, reasons: [], changed: [] });
  }), SHARE);
});

const ADVICE = /npx cdk-org adopt (\S+|'(?:[^']|'\\'')*')( --complete)? --app/g;

/** Runs the commands that the list of what is outside advises, until it advises none. @returns how many */
function adoptAll(folder: string, organization: Organization, state: RehearsalState): number {
  for (let count = 0; ; count++) {
    const known = found(state, synthesized(folder, organization));
    const data = readApp(folder);
    const adoption = new PartAdoption(data, known.live, ownersInCode(ownersInRows(data, known.live), known));
    const [advice] = outsideListText(known, folder, adoption).matchAll(ADVICE);
    if (advice === undefined) return count;
    const [, word, complete] = advice;
    const part = word.startsWith("'") ? word.slice(1, -1).replaceAll("'\\''", "'") : word;
    const { editor } = adoption.adopt([part], { isRecursive: false, isCompleting: complete !== undefined });
    writeEdits(folder, editedFiles(folder, editor));
  }
}

/** Patterns that exclude some accounts and OUs; of these also what is in them. */
function patternsOf(organization: Organization, numbers: readonly number[]): readonly string[] {
  const all = [...placesOf(organization).values()].filter(({ kind, target: { id } }) => kind !== 'root' && id !== organization.managementAccountId);
  const chosen = new Set(all.length === 0 ? [] : numbers.map((number) => all[number % all.length]));
  return [...chosen].map(({ kind, names }) => (
    names.map((name) => name.replace(/[\\/*]/g, '\\$&')).join('/') + (kind === 'account' ? '' : '/**')));
}

test('an app of a part that takes in the rest, part by part, writes only owner tags', async () => {
  await check(fc.asyncProperty(detailedOrganization, fc.array(fc.nat(20), { maxLength: 4 }), async (organization, numbers) => {
    const { folder } = writtenApp(organization, { exclude: patternsOf(organization, numbers) });
    const { state } = await rehearse({ assemblyDirectory: synthesized(folder, organization), state: stateOfOrganization(organization) });
    const adopted = adoptAll(folder, organization, state);
    const assembly = synthesized(folder, organization);
    const { live, code } = found(state, assembly);
    // What all accounts share becomes a tag of an account that is taken in, and the command says so.
    const { tagsOfAll = {} } = readApp(folder).accounts;
    const isExpected = (change: Change) => change.kind === 'takenOver' || (change.kind === 'tagAdded' && change.on.kind === 'account' && Object.hasOwn(tagsOfAll, change.key));
    const announced = kinds(diff(live, overlay(live, code)).filter((change) => !isExpected(change)));
    const { succeeded, calls } = await rehearse({ assemblyDirectory: assembly, state });
    const writes = calls.filter(({ writing }) => writing).map(({ operation }) => operation).filter((operation) => operation !== 'TagResource');
    expect({ adopted, announced, succeeded, writes }).toEqual({ adopted, announced: [], succeeded: true, writes: [] });
  }), SHARE);
});
