import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLOUDFORMATION_READINGS } from '../../../src/rehearsal';
import { ORGANIZATIONS_READINGS } from '../../../src/simulator';

const PAGE = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'first-deployment.md'), 'utf8');
const SWITCHES: Readonly<Record<string, readonly unknown[]>> = { ...ORGANIZATIONS_READINGS, ...CLOUDFORMATION_READINGS };

test('each reading that a check settles exists', () => {
  const settled = [...PAGE.matchAll(/`(\w+): ('?)(\w+)\2`/g)].map(([, name, , value]) => [name, value]);
  expect(settled.length).toBeGreaterThan(15);
  const unknown = settled.filter(([name, value]) => !SWITCHES[name]?.map(String).includes(value));
  expect(unknown).toEqual([]);
});

test('each switch that the overview names exists', () => {
  const overview = PAGE.slice(PAGE.indexOf('| check |'), PAGE.indexOf('## 1.'));
  const named = [...overview.matchAll(/`(\w+)`/g)].map(([, name]) => name).filter((name) => !['DisableRollback', 'GetTemplate'].includes(name));
  expect(named.filter((name) => !(name in SWITCHES))).toEqual([]);
});
