import { GUARDRAIL_CASES } from './cases';
import { ACCOUNT_CASES } from './cases/account-cases';
import { BEDROCK_CASES } from './cases/bedrock-cases';
import type { GuardrailCase } from './cases/guardrail-case';
import { IDENTITY_CASES } from './cases/identity-cases';
import { PLATFORM_CASES } from './cases/platform-cases';
import { SIGN_IN_CASES } from './cases/sign-in-cases';
import { TAG_CASES } from './cases/tag-cases';
import { USAGE_CASES } from './cases/usage-cases';
import { compileActionGlob } from '../../../src/policy/evaluate/compile-action';

const CHECKED = [ACCOUNT_CASES, BEDROCK_CASES, IDENTITY_CASES, PLATFORM_CASES, SIGN_IN_CASES, TAG_CASES, USAGE_CASES].flat();

const idOf = ({ build }: GuardrailCase) => build().guardrailId;

const IDS = [...new Set(CHECKED.map(idOf))];

test.each(IDS)('%s denies each action that it names in one of its cases, and has ways around it', (id) => {
  const cases = GUARDRAIL_CASES.filter((item) => idOf(item) === id);
  const named = cases.flatMap(({ build }) => build().statements.flatMap(({ actions }) => actions));
  const denied = cases.flatMap((item) => item.denied.map(({ action }) => action.toLowerCase()));
  expect(named.filter((pattern) => !denied.some(compileActionGlob(pattern.toLowerCase())))).toEqual([]);
  expect(cases.flatMap(({ waysAround = [] }) => waysAround).length).toBeGreaterThan(0);
});
