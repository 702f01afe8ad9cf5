import { CONTRACT_PROPERTIES, UPDATED } from './contract-properties';
import { SUBJECTS } from './subjects';
import { ResourceType } from '../../../src/contract';
import { Deployment } from '../../handler/support/deployment';

test('every resource type has a subject in the crash points', () => {
  expect(new Set(SUBJECTS.map(({ type }) => type))).toEqual(new Set(Object.values(ResourceType)));
});

test.each(Object.entries(CONTRACT_PROPERTIES))('some event of the crash points updates each property of %s that can change', async (type, properties) => {
  const prepared = await Promise.all(SUBJECTS.filter((subject) => subject.type === type).map(({ prepare }) => prepare(new Deployment())));
  const changed = new Set(prepared.flatMap(({ updates, refusals }) => Object.values({ ...updates, ...refusals }).flatMap(Object.keys)));
  expect(Object.entries(properties).filter(([name, how]) => changed.has(name) !== (how === UPDATED))).toEqual([]);
});
