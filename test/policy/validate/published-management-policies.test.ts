import { ACCEPTED_POLICIES } from './published/accepted-policies';
import { REFUSED_POLICIES } from './published/refused-policies';
import { validatePolicy } from '../../../src/policy';

const numbered = <Item>(items: readonly Item[]) => items.map((item, index) => ({ ...item, number: index + 1 }));

test.each(numbered(ACCEPTED_POLICIES))('$type $number: that of $source has no finding', ({ type, document }) => {
  expect(validatePolicy(type, JSON.stringify(document))).toEqual([]);
});

test.each(numbered(REFUSED_POLICIES))('$type $number: it is reported, since $says ($source)', ({ type, document, rule, path }) => {
  const findings = validatePolicy(type, JSON.stringify(document));
  expect(findings.map((finding) => [finding.rule, finding.path])).toContainEqual([rule, path]);
  expect(findings.every((finding) => finding.rule === rule)).toBe(true);
});

test('a key that stands twice in an object is an error, since AWS Organizations refuses it (Backup policy syntax and examples)', () => {
  const text = '{"plans": {"Ledger": {"regions": {"@@assign": ["eu-west-3"]}, "regions": {"@@assign": ["eu-south-1"]}}}}';
  expect(validatePolicy('BACKUP_POLICY', text).map(({ rule, severity }) => [rule, severity])).toEqual([['policy-syntax', 'error']]);
});
