import * as fc from 'fast-check';
import { effectivePolicy, problemText } from '../../../src/policy';
import { INHERITANCE_CASES, type InheritanceCase } from '../cases/inheritance-cases';

function resultOf({ type = 'TAG_POLICY', levels }: Pick<InheritanceCase, 'type' | 'levels'>) {
  return effectivePolicy(type, levels.map((policies, level) => ({
    name: `level ${level}`,
    policies: policies.map((content, index) => ({ name: `policy ${level}.${index}`, content })),
  })));
}

test.each(INHERITANCE_CASES)('$levels becomes $effective, as in $page', (item) => {
  const { document, problems } = resultOf(item);
  expect(document).toEqual(item.effective);
  expect(problems.map(({ kind }) => kind)).toEqual(item.problems ?? []);
});

test('there are at least 60 cases', () => {
  expect(INHERITANCE_CASES.length).toBeGreaterThanOrEqual(60);
});

test('each item of a list names the policy that added it', () => {
  const { origins } = resultOf({
    levels: [[{ tags: { team: { tag_value: { '@@assign': ['a'] } } } }], [{ tags: { team: { tag_value: { '@@append': ['b'] } } } }]],
  });
  expect(origins).toEqual([
    { path: ['tags', 'team', 'tag_value'], value: 'a', level: 'level 0', policy: 'policy 0.0', operator: '@@assign' },
    { path: ['tags', 'team', 'tag_value'], value: 'b', level: 'level 1', policy: 'policy 1.0', operator: '@@append' },
  ]);
});

test('a refused operator names the policy that forbids it', () => {
  const { problems } = resultOf({
    levels: [
      [{ tags: { team: { tag_key: { '@@assign': 'Team', '@@operators_allowed_for_child_policies': ['@@none'] } } } }],
      [{ tags: { team: { tag_key: { '@@assign': 'TEAM' } } } }],
    ],
  });
  expect(problems.map(problemText)).toEqual([
    'tags.team.tag_key may not use @@assign, since policy 0.0 at level 0 does not allow it: "TEAM". '
    + 'Take it out, or let @@operators_allowed_for_child_policies in policy 0.0 allow @@assign.',
  ]);
});

test('levels without policies change nothing', () => {
  fc.assert(fc.property(fc.constantFrom(...INHERITANCE_CASES), fc.nat({ max: 3 }), (item, place) => {
    const levels = [...item.levels.slice(0, place), [], ...item.levels.slice(place)];
    expect(resultOf({ ...item, levels }).document).toEqual(item.effective);
  }));
});
