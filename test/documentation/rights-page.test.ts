import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GUARDED_ACTIONS, ORGANIZATIONS_ACTIONS, RIGHTS_GROUP_NAMES, RIGHTS_GROUPS, type RightsGroup, STACK_ACTIONS,
} from '../../src/contract';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'security.md'), 'utf8');

/** The cells of the rows below a header line. */
function rowsBelow(header: string): string[][] {
  const lines = PAGE.slice(PAGE.indexOf(header)).split('\n');
  return lines.slice(2, lines.indexOf('')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

/** The actions that a cell names; the prefix of the first is that of the others. */
function actionsIn(cell: string): string[] {
  let prefix = '';
  return [...cell.matchAll(/`(?:([a-z]+):)?([A-Z]\w+)`/g)].map(([, given, name]) => {
    prefix = given ?? prefix;
    return `${prefix}:${name}`;
  });
}

test('the page on security lists the rights that the role has in every app', () => {
  const listed = rowsBelow('| rights | on |').flatMap(([rights]) => actionsIn(rights));
  expect(listed.filter((action) => !action.startsWith('logs:')).sort()).toEqual([...ORGANIZATIONS_ACTIONS, ...STACK_ACTIONS].sort());
});

test('the page on security lists each group of rights with its actions, and each guarded action', () => {
  const listed = new Map<string, string[][]>();
  let name = '';
  for (const [first, , rights] of rowsBelow('| policy | needed by |')) {
    name = /`(\w+)`/.exec(first)?.[1] ?? name;
    listed.set(name, [...listed.get(name) ?? [], actionsIn(rights)]);
  }
  const groups = RIGHTS_GROUP_NAMES.map((group) => [group, Object.values((RIGHTS_GROUPS[group] as RightsGroup).actions)]);
  const guarded = GUARDED_ACTIONS.map((action) => [action, [[`organizations:${action}`]]]);
  expect(Object.fromEntries(listed)).toEqual(Object.fromEntries([...groups, ...guarded]));
});
