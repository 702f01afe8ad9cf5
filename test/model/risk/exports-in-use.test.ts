import { exportsInUse } from '../../../src/model/risk/obstacles/exports-in-use';
import type { StackLinks } from '../../../src/model/stack-links';

const stack = (name: string, exports: string[] = [], imports: string[] = []): StackLinks => ({ stack: name, exports, imports });
const names = (links: readonly StackLinks[]) => links.map((each) => each.stack);

interface Case {
  readonly before: readonly StackLinks[];
  readonly after: readonly StackLinks[];
  /** The stacks of the code, if some have no links. */
  readonly stacks?: readonly string[];
  /** Each export in use, with the stacks that import it and the beginning of the remedy. */
  readonly found: readonly (readonly [stack: string, name: string, users: string, remedy: string])[];
}

const KEEP = 'Keep the export for one deployment more';

test.each<[string, Case]>([
  ['that a later stack imports is in use until that stack is deployed', {
    before: [stack('A', ['Id']), stack('B', [], ['Id'])],
    after: [stack('A'), stack('B')],
    found: [['A', 'Id', 'B', KEEP]],
  }],
  ['that an earlier stack imports is released in time', {
    before: [stack('A', ['Id']), stack('B', [], ['Id'])],
    after: [stack('B'), stack('A')],
    found: [],
  }],
  ['that stays is no obstacle, and one beside it is', {
    before: [stack('A', ['Kept', 'Gone']), stack('B', [], ['Kept', 'Gone'])],
    after: [stack('A', ['Kept']), stack('B', [], ['Kept'])],
    found: [['A', 'Gone', 'B', KEEP]],
  }],
  ['of a stack that is not the first one stays', {
    before: [stack('A'), stack('B', ['Id']), stack('C', [], ['Id'])],
    after: [stack('A'), stack('B', ['Id']), stack('C', [], ['Id'])],
    found: [],
  }],
  ['that a removed stack and a later one import is in use at both', {
    before: [stack('A', ['Id']), stack('B', [], ['Id']), stack('C', [], ['Id'])],
    after: [stack('A'), stack('C')],
    found: [['A', 'Id', 'B, C', 'Delete B first']],
  }],
  ['that another stack exports from now on is in use at the former one', {
    before: [stack('A', ['Id']), stack('B', [], ['Id']), stack('C')],
    after: [stack('A'), stack('B', [], ['Id']), stack('C', ['Id'])],
    found: [['A', 'Id', 'B', KEEP]],
  }],
  ['that only the new code imports is free', {
    before: [stack('A', ['Id']), stack('B')],
    after: [stack('A'), stack('B', [], ['Id'])],
    found: [],
  }],
  ['of a stack that is removed from the app stays, since nothing deletes it', {
    before: [stack('A', ['Id']), stack('B', [], ['Id'])],
    after: [stack('B')],
    found: [],
  }],
  ['is in use if neither stack makes anything any more, as their order is not known', {
    before: [stack('A', ['Id']), stack('B', [], ['Id'])],
    after: [],
    stacks: ['A', 'B'],
    found: [['A', 'Id', 'B', KEEP]],
  }],
  ['that a removed stack imports is in use until that stack is deleted, which counts more than later stacks', {
    before: [stack('A', ['Id']), stack('B', [], ['Id']), stack('C', [], ['Id']), stack('D', [], ['Id'])],
    after: [stack('A'), stack('C')],
    found: [['A', 'Id', 'B, D, C', 'Delete B, D first']],
  }],
  ['of several stacks are reported in the order of the stacks', {
    before: [stack('A', ['One', 'Two']), stack('B', ['Three'], ['One', 'Two']), stack('C', [], ['Three', 'Two'])],
    after: [stack('A'), stack('B'), stack('C')],
    found: [['A', 'One', 'B', KEEP], ['A', 'Two', 'B, C', KEEP], ['B', 'Three', 'C', KEEP]],
  }],
])('an export %s', (_, { before, after, stacks = names(after), found }) => {
  expect(exportsInUse(before, after, stacks)).toEqual(found.map(([subject, name, users, remedy]) => ({
    kind: 'exportInUse',
    subject,
    message: expect.stringContaining(`Stack ${subject} no longer exports a value that ${users} imports as it is deployed (given: ${name}). ${remedy}`),
  })));
});

test('the remedy for a later stack names all stacks that have to let go', () => {
  const before = [stack('A', ['Id']), stack('B', [], ['Id']), stack('C', [], ['Id'])];
  expect(exportsInUse(before, before.map(({ stack: name }) => stack(name)), ['A', 'B', 'C']).map(({ message }) => message)).toEqual([
    'Stack A no longer exports a value that B, C imports as it is deployed (given: Id). '
    + 'Keep the export for one deployment more (exportValue of the stack), or take the references out of B, C in one before.',
  ]);
});
