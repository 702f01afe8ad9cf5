import { ALTERNATIVES, inSimulator, parseReadings, readingGroups, readingsText, SWITCHES, withReadings } from './readings';

test('every alternative is in one of the groups, and no group has two of one switch', () => {
  for (const count of [1, 4, 8, ALTERNATIVES.length]) {
    const groups = readingGroups(1, count);
    const texts = groups.flatMap((group) => Object.entries(group).map(([name, reading]) => readingsText({ [name]: reading })));
    expect([...texts].sort()).toEqual(ALTERNATIVES.map(readingsText).sort());
    expect(new Set(texts).size).toBe(texts.length);
  }
  expect(readingGroups(1, 8)).toEqual(readingGroups(1, 8));
  expect(readingGroups(2, 8)).not.toEqual(readingGroups(1, 8));
});

test('readings are written and read again', () => {
  const readings = { policyNames: 'uniqueInTheOrganization', lastUpdatedTime: 'movesWithRollback' };
  expect(readingsText(readings)).toBe('policyNames=uniqueInTheOrganization,lastUpdatedTime=movesWithRollback');
  expect(parseReadings(readingsText(readings))).toEqual(readings);
  expect(parseReadings('')).toEqual({});
});

test.each([
  ['policyName=uniquePerType', 'PROOF_READING names a switch that does not exist. Given: policyName. Use one of closingAnAccountBeingClosed, '],
  ['policyNames=unique', 'Given: unique. Use one of uniquePerType, uniqueInTheOrganization, uniquePerTypeInAnyCase.'],
])('%s is refused', (text, message) => {
  expect(() => parseReadings(text)).toThrow(message);
});

test('each reading goes to its service, with what lets it make a difference, unless the options say something else', () => {
  const readings = { rateBuckets: 'oneMoreForAll', lastUpdatedTime: 'movesWithRollback' };
  expect(withReadings({ seed: 2, simulator: { lagMs: 5 } }, readings)).toEqual({
    seed: 2, simulator: { lagMs: 5, rates: true, readings: { rateBuckets: 'oneMoreForAll' } }, cloudFormation: { lastUpdatedTime: 'movesWithRollback' },
  });
  expect(inSimulator({ rates: false }, { rateBuckets: 'oneMoreForAll' })).toMatchObject({ rates: false });
  expect(inSimulator({}, { rateBuckets: SWITCHES.rateBuckets[0] })).toEqual({ readings: { rateBuckets: 'onePerOperation' } });
  expect(withReadings({ seed: 2 }, {})).toEqual({ seed: 2 });
});
