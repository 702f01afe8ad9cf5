import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompiledPolicy, FULL_AWS_ACCESS, type Level, parseJson, parsePolicyDocument } from '../../src/policy';

const PUBLISHED = join(__dirname, '..', '..', 'test', 'policy', 'published', 'scp');

/** Returns the given number of different service control policies, from the statements that AWS publishes and lists of Regions. */
export function policyTexts(count: number): string[] {
  const statements = readdirSync(PUBLISHED).flatMap((file): object[] => {
    try {
      const { Statement: statement } = JSON.parse(readFileSync(join(PUBLISHED, file), 'utf8')) as { Statement: object | object[] };
      return [statement].flat().map((each) => ({ ...each, Sid: undefined }));
    } catch {
      // One of the files is not JSON as published.
      return [];
    }
  });
  return Array.from({ length: count }, (_, index) => JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      statements[index % statements.length],
      statements[(index * 7 + Math.floor(index / statements.length)) % statements.length],
      { Effect: 'Deny', Action: 'ec2:*', Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': `region-${index}` } } },
    ],
  }));
}

export function compile(texts: readonly string[]): CompiledPolicy[] {
  return texts.map((text, index) => new CompiledPolicy(`policy-${index}`, parsePolicyDocument(parseJson(text), 'SERVICE_CONTROL_POLICY')));
}

export const FULL = new CompiledPolicy('FullAWSAccess', FULL_AWS_ACCESS);

/**
 * Chains of root, unit, unit and account, no two alike, with `perLevel` policies at each level beside FullAWSAccess. Levels are shared as
 * in a tree: ten accounts a unit, ten units a unit.
 */
export function distinctChains(count: number, policies: readonly CompiledPolicy[], perLevel: number): { levels: Level[] }[] {
  let next = 0;
  const level = (name: string): Level => ({
    name, serviceControlPolicies: [FULL, ...Array.from({ length: perLevel }, () => policies[next++ % policies.length])],
  });
  const root = level('root');
  const units: Level[] = [];
  const below: Level[] = [];
  return Array.from({ length: count }, (_, index) => {
    const [unit, inner] = [Math.floor(index / 100), Math.floor(index / 10)];
    units[unit] ??= level(`unit-${unit}`);
    below[inner] ??= level(`inner-${inner}`);
    return { levels: [root, units[unit], below[inner], level(`account-${index}`)] };
  });
}
