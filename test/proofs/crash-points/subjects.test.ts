import { CONTRACT_PROPERTIES, UPDATED } from './contract-properties';
import { SUBJECTS } from './subjects';
import { ResourceType } from '../../../src/contract';
import { Deployment } from '../../handler/support/deployment';

test('every resource type is registered', () => {
  expect(new Set(SUBJECTS.map(({ type }) => type))).toEqual(new Set(Object.values(ResourceType)));
});

test.each(Object.entries(CONTRACT_PROPERTIES))('of %s, each property that can change is updated by some event', async (type, properties) => {
  const prepared = await Promise.all(SUBJECTS.filter((subject) => subject.type === type).map(({ prepare }) => prepare(new Deployment())));
  const changed = new Set(prepared.flatMap(({ updates, refusals }) => Object.values({ ...updates, ...refusals }).flatMap(Object.keys)));
  expect(Object.entries(properties).filter(([name, how]) => changed.has(name) !== (how === UPDATED))).toEqual([]);
});
