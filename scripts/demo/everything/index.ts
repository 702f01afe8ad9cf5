import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize, synthesizeSteps } from './assemblies';
import { letAct, type PeopleAct } from './people';
import { assertSame, drift, rehearse, type Rehearsed, savedOrganization, writesOf } from './rehearsals';
import { type Step, STORY } from './story';
import { type Row, summary } from './summary';
import { remainsOf, takeDown } from './take-down';
import { idsForTeam } from './team';

export interface Demonstration {
  readonly rows: readonly Row[];
  /** The organization after the deletion of the stacks. */
  readonly remains: readonly string[];
}

/**
 * Rehearses the example `everything`, step by step, and the deletion of its stacks.
 * @param work folder for cloud assemblies and states; its former content is deleted
 * @param print is given each line for the reader
 * @throws Error as soon as a step ends in another way than it should
 */
export async function demonstrateEverything(work: string, print: (line: string) => void): Promise<Demonstration> {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const state = join(work, 'state.json');
  const assembly = (step: number) => join(work, `step-${step}.out`);
  const team = join(work, 'team.out');
  const rows: Row[] = [];

  print(`\n▶ Synthesize the ${STORY.length} steps: cdk synth --context step=N`);
  const said = await synthesizeSteps(STORY.map(({ number }) => number), assembly);
  for (const step of STORY) await deploy(step);
  return end();

  async function deploy(step: Step): Promise<void> {
    const { number, changes, before, after, failsWith, differsBeforeAct, differsAfterAct, teamDeploys } = step;
    print(`\n▶ Step ${number}. ${changes}`);
    allowListLines(said.get(number)!).forEach((line) => print(`  ${line}`));
    if (before) await people(before);
    if (failsWith !== undefined) await rollBack(number, failsWith);
    const from = number === 1 ? [] : ['--state', state];
    const rehearsed = await rehearse(assembly(number), [...from, '--save', state]);
    note(`${number}`, rehearsed, 'as the code says');
    await checkDrift(number, differsBeforeAct);
    if (after) {
      await people(after);
      await checkDrift(number, differsAfterAct);
    }
    if (teamDeploys) await deployTeam(number);
  }

  async function rollBack(number: number, fault: string): Promise<void> {
    print(`  With --fault ${fault}:`);
    const former = savedOrganization(state);
    const failed = await rehearse(assembly(number), ['--state', state, '--save', state, '--fault', fault], 1);
    assertSame(former, savedOrganization(state));
    await checkDrift(number - 1);
    note(`${number}, with a fault`, failed, `rolled back: as step ${number - 1} says`);
  }

  /** The team knows the IDs of its account and of the unit, and deploys from its account. */
  async function deployTeam(number: number): Promise<void> {
    const { account, unit } = idsForTeam(savedOrganization(state)!);
    print('  The security team deploys its own app, bin/tag-policies.ts, from its account.');
    await synthesize(team, 'tag-policies.ts', [`account=${account}`, `unit=${unit}`]);
    const rehearsed = await rehearse(team, ['--state', state, '--save', state]);
    note(`${number}, the team`, rehearsed, 'as the code says');
    await checkDrift(number);
  }

  async function checkDrift(number: number, differs = false): Promise<void> {
    print(`  Drift from step ${number}: ${await drift(assembly(number), state, differs ? 'some' : 'none')}.`);
  }

  async function people(act: PeopleAct): Promise<void> {
    print(`  Twelve hours later: ${act.title}`);
    await letAct(act, state);
  }

  async function end(): Promise<Demonstration> {
    print('\n▶ The stacks are deleted: first that of the team, then that of the organization.');
    const deletions = await takeDown({ team, organization: assembly(STORY.length) }, state);
    deletions.forEach(({ name, rehearsed }) => note(`deletion of ${name}`, rehearsed, 'deleted'));
    const remains = remainsOf(deletions.at(-1)!.rehearsed.organization!);
    print('\n  What stays:');
    remains.forEach((line) => print(`    ${line}`));
    print(`\n${summary(rows)}`);
    return { rows, remains };
  }

  function note(step: string, rehearsed: Rehearsed, outcome: string): void {
    print(`  Writing calls: ${writesOf(rehearsed)}.`);
    rehearsed.warnings.forEach((warning) => print(`  Warning: ${warning}`));
    const statuses = rehearsed.stacks.map(({ status }) => status).join(', ');
    rows.push({ step, calls: rehearsed.calls.filter(({ writing }) => writing).length, outcome: `${statuses}, ${outcome}` });
  }
}

/** The annotations of the synthesis about allow-lists. */
function allowListLines(said: string): string[] {
  return said.split('\n').filter((line) => line.includes('Without FullAWSAccess'))
    .map((line) => line.replace(/^INFO /, 'Synthesis: ').replace(/ \(allow-list-summary.*/, ''));
}
