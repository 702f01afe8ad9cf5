import * as fc from 'fast-check';
import { planPolicySet, type PolicySetStep } from '../../../../src/handler/reconcile/policy-set/policy-set-plan';
import type { Statement } from '../../../../src/policy';
import { fitIntoDocument, layOutStatements, PackError } from '../../../../src/policy/pack';
import { SEED } from '../../../policy/arbitraries';

const LIMITS = { maxContentLength: 330, maxDocuments: 4 };

/** Denies an action for each letter; three short statements fill a document. */
function deny(letters: string, length = 20): Statement {
  return {
    sid: letters,
    effect: 'Deny',
    action: { negated: false, patterns: [...letters].map((letter) => `s3:${letter}${'x'.repeat(length)}`) },
    resource: { negated: false, patterns: ['*'] },
    conditions: [],
  };
}

function said(contents: Iterable<readonly Statement[] | undefined>): Set<string> {
  return new Set([...contents].flatMap((statements = []) => statements.flatMap(({ action }) => action.patterns)));
}

/** Documents that steps change, with a check for gaps. A new document counts once it is attached. */
class World {
  readonly contents: Map<number, readonly Statement[]>;
  readonly temporary = new Set<number>();
  /** Actions that both versions deny but a moment in between does not. */
  readonly gaps: string[] = [];
  private readonly attached: Set<number>;
  private readonly lasting: string[];

  constructor(present: readonly (readonly Statement[])[], after: ReadonlySet<string>) {
    this.contents = new Map(present.entries());
    this.attached = new Set(present.keys());
    this.lasting = [...said(present)].filter((action) => after.has(action));
  }

  get places(): number[] {
    return [...this.contents.keys()].sort((one, other) => one - other);
  }

  /** `places`: the documents that the steps call 0, 1, …; further ones are new. */
  carryOut(steps: readonly PolicySetStep[], places: readonly number[] = [...this.contents.keys()]): this {
    const free = Math.max(-1, ...this.contents.keys()) + 1;
    const placeOf = (place: number) => places[place] ?? free + place - places.length;
    const going = steps.flatMap((step) => (step.change === 'remove' ? placeOf(step.place) : []));
    for (const step of steps) {
      if (step.change === 'attachAll') this.places.forEach((place) => this.attached.add(place));
      else if (step.change === 'attachStaying') this.places.filter((place) => !going.includes(place)).forEach((place) => this.attached.add(place));
      else if (step.change === 'remove') this.contents.delete(placeOf(step.place));
      else this.contents.set(placeOf(step.place), step.statements);
      if (step.change === 'create' && step.temporary) this.temporary.add(placeOf(step.place));
      const now = said([...this.contents].filter(([place]) => this.attached.has(place)).map(([, statements]) => statements));
      this.gaps.push(...this.lasting.filter((action) => !now.has(action)).map((action) => `${action} after ${step.change}`));
    }
    return this;
  }
}

function plan(present: readonly (readonly Statement[])[], desired: readonly (readonly Statement[] | undefined)[]) {
  return planPolicySet({ present, desired, fit: (statements) => fitIntoDocument(statements, LIMITS) });
}

test.each<[string, Statement[][], (Statement[] | undefined)[], string[]]>([
  ['nothing to do', [[deny('A')]], [[deny('A')]], []],
  ['one more statement', [[deny('A')]], [[deny('A'), deny('B')]], ['write 0']],
  ['a new document to which no statement moves', [[deny('A')]], [[deny('A')], [deny('B')]], ['create 1']],
  ['a statement that moves to a new document', [[deny('A'), deny('B')]], [[deny('A')], [deny('B')]], ['create 1', 'attachAll', 'write 0']],
  ['a statement that moves', [[deny('A'), deny('B')], [deny('C')]], [[deny('A')], [deny('B'), deny('C')]], ['write 1', 'attachAll', 'write 0']],
  ['a document that is removed', [[deny('A')], [deny('B')]], [[deny('A')], undefined], ['remove 1']],
  ['a document that is merged', [[deny('A')], [deny('B')]], [[deny('A'), deny('B')], undefined], ['write 0', 'attachStaying', 'remove 1']],
  ['two documents that swap their statements', [[deny('A')], [deny('B')]], [[deny('B')], [deny('A')]], ['write 0', 'attachAll', 'write 1', 'write 0']],
  ['two documents that swap their statements without room', [[deny('A', 120)], [deny('B', 120)]], [[deny('B', 120)], [deny('A', 120)]],
    ['create 2', 'attachAll', 'write 0', 'write 1', 'remove 2']],
  ['two documents that swap two statements each without room', [[deny('A'), deny('B')], [deny('C'), deny('D')]], [[deny('C'), deny('D')], [deny('A'), deny('B')]],
    ['create 2', 'attachAll', 'write 0', 'write 1', 'remove 2']],
  ['a statement that is split', [[deny('AB')], [deny('C')]], [[deny('A')], [deny('B'), deny('C')]], ['write 1', 'attachAll', 'write 0']],
])('%s', (_name, present, desired, expected) => {
  const steps = plan(present, desired);
  expect(steps.map((step) => ('place' in step ? `${step.change} ${step.place}` : step.change))).toEqual(expected);
  expect(new World(present, said(desired)).carryOut(steps).gaps).toEqual([]);
});

test('a wider deny that covers a rule before and after counts as well', () => {
  const wide: Statement = { ...deny('A'), action: { negated: false, patterns: ['s3:*'] } };
  const steps = plan([[wide], [deny('C')]], [[deny('D')], [deny('C'), deny('A')]]);
  expect(steps.map(({ change }) => change)).toEqual(['write', 'attachAll', 'write']);
});

const statements = fc.uniqueArray(fc.record({ letter: fc.constantFrom(...'ABCDEFGHIJKL'), length: fc.constantFrom(10, 20, 60, 120) }), {
  minLength: 1, maxLength: 9, selector: ({ letter }) => letter,
}).map((list) => list.map(({ letter, length }) => deny(letter, length)));

/** Layouts that need more than the available slots have no plan. */
function layOut(list: readonly Statement[], before: readonly (readonly Statement[])[]) {
  try {
    return layOutStatements(list, LIMITS, before.map((each) => ({ statements: each }))).map((document) => document?.statements);
  } catch (error) {
    if (error instanceof PackError) return undefined;
    throw error;
  }
}

test('from any layout to any other, no lasting rule is missing at any step, every document fits, and the end is the desired layout', () => {
  fc.assert(fc.property(statements, statements, (before, after) => {
    const present = layOut(before, []) as (readonly Statement[])[] | undefined;
    const desired = present && layOut(after, present);
    if (!present || !desired) return;
    const steps = plan(present, desired);
    for (const step of steps) if ('statements' in step) expect(fitIntoDocument(step.statements, LIMITS)).toBe(true);
    const { contents, gaps } = new World(present, said(desired)).carryOut(steps);
    expect(gaps).toEqual([]);
    const documents = [...desired.entries()].filter(([, content]) => content !== undefined);
    expect([...contents].sort(([one], [other]) => one - other)).toEqual(documents);
  }), { seed: SEED, numRuns: 3_000 });
});

test('a plan that stops at any step and is made again continues to the desired layout without a gap', () => {
  fc.assert(fc.property(statements, statements, fc.nat(), (before, after, halt) => {
    const present = layOut(before, []) as (readonly Statement[])[] | undefined;
    const desired = present && layOut(after, present);
    if (!present || !desired) return;
    const world = new World(present, said(desired));
    const steps = plan(present, desired);
    world.carryOut(steps.slice(0, halt % (steps.length + 1)));
    const { places, temporary } = world;
    const now = places.map((place) => world.contents.get(place)!);
    const lasting = now.filter((_, index) => !temporary.has(places[index]));
    const layout = layOut(after, lasting)!;
    const again = places.map((place) => (temporary.has(place) ? undefined : layout[lasting.indexOf(world.contents.get(place)!)]));
    world.carryOut(plan(now, [...again, ...layout.slice(lasting.length)]), places);
    expect(world.gaps).toEqual([]);
    expect(said(world.contents.values())).toEqual(said([after]));
  }), { seed: SEED, numRuns: 3_000 });
});
