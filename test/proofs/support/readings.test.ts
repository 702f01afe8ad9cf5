import { ALTERNATIVES, inSimulator, parseReadings, readingGroups, readingsText, SWITCHES, withReadings } from './readings';

test('every alternative reading is in one group, and no group has two readings of one switch', () => {
  for (const count of [1, 4, 8, ALTERNATIVES.length]) {
    const groups = readingGroups(1, count);
    const texts = groups.flatMap((group) => Object.entries(group).map(([name, reading]) => readingsText({ [name]: reading })));
    expect([...texts].sort()).toEqual(ALTERNATIVES.map(readingsText).sort());
    expect(new Set(texts).size).toBe(texts.length);
  }
  expect(readingGroups(1, 8)).toEqual(readingGroups(1, 8));
  expect(readingGroups(2, 8)).not.toEqual(readingGroups(1, 8));
});

test('the text of readings parses to the same readings', () => {
  const readings = { policyNames: 'uniqueInTheOrganization', lastUpdatedTime: 'movesWithRollback' };
  expect(readingsText(readings)).toBe('policyNames=uniqueInTheOrganization,lastUpdatedTime=movesWithRollback');
  expect(parseReadings(readingsText(readings))).toEqual(readings);
  expect(parseReadings('')).toEqual({});
});

test.each([
  ['policyName=uniquePerType', 'PROOF_READING has an unknown switch (given: policyName). Use one of closingAnAccountBeingClosed, '],
  ['policyNames=unique', '(given: unique). Use one of uniquePerType, uniqueInTheOrganization, uniquePerTypeInAnyCase.'],
])('%s is refused', (text, message) => {
  expect(() => parseReadings(text)).toThrow(message);
});

test('each reading is passed to its service with the options that it needs to have an effect, and explicit options take precedence', () => {
  const readings = { rateBuckets: 'oneMoreForAll', lastUpdatedTime: 'movesWithRollback' };
  expect(withReadings({ seed: 2, simulator: { lagMs: 5 } }, readings)).toEqual({
    seed: 2, simulator: { lagMs: 5, rates: true, readings: { rateBuckets: 'oneMoreForAll' } }, cloudFormation: { lastUpdatedTime: 'movesWithRollback' },
  });
  expect(inSimulator({ rates: false }, { rateBuckets: 'oneMoreForAll' })).toMatchObject({ rates: false });
  expect(inSimulator({}, { rateBuckets: SWITCHES.rateBuckets[0] })).toEqual({ readings: { rateBuckets: 'onePerOperation' } });
  expect(withReadings({ seed: 2 }, {})).toEqual({ seed: 2 });
});
