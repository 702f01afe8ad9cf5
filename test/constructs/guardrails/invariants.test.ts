import { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ACCOUNT, DEVELOPER, GUARDRAIL_CASES, type GuardrailCase, type Request } from './cases';
import { callersOf, gateOf, gateOfGuardrail, invariantsOf, leftOpen } from './support/invariants';
import { documentOf, languageOf } from './support/verdicts';
import { FULL_SETS } from '../../../scripts/guardrail-pages/full-sets';
import { Account, Guardrail } from '../../../src';
import { policyTypeLimits } from '../../../src/contract';
import { forbiddingPolicy } from '../../../src/model/check';
import { CompiledPolicy, evaluate, packStatements, parsePolicyDocument, writePolicyDocument } from '../../../src/policy';
import { decideContainment } from '../../../src/policy/decide';
import { byDay } from '../../proofs/support/proof-runs';

const OTHER_ACCOUNT = '555566667777';
const rows = GUARDRAIL_CASES.map((item) => ({ id: item.build().guardrailId, item }));
const someRows = byDay(rows, 24);

/** Proves that a guardrail keeps the promise of its case. */
function openOf(item: GuardrailCase, guardrail: Guardrail, accountId?: string, exceptPrincipals?: string[]): string[] {
  const callers = callersOf(guardrail);
  const invariants = invariantsOf(item, item.build()).map((requests) => ({ ...requests, exceptPrincipals }));
  const ofAccount = accountId === undefined ? {} : callers === 'members' ? { account: accountId } : { context: { 'aws:ResourceAccount': accountId } };
  return leftOpen(gateOfGuardrail(guardrail), invariants, { callers, ...ofAccount });
}

test.each(rows)('$id keeps its promise in every request', ({ item }) => {
  expect(openOf(item, item.build())).toEqual([]);
});

test.each(someRows)('$id needs each of its statements for its promise', ({ item }) => {
  const { guardrailId, description, policyType, statements } = item.build();
  const without = (statement: PolicyStatement) => (
    new Guardrail({ guardrailId, description, policyType, statements: statements.filter((each) => each !== statement) }));
  expect(statements.filter((statement) => openOf(item, without(statement)).length === 0).map(({ sid }) => sid)).toEqual([]);
});

test.each(someRows)('$id keeps its promise for all who are not exempt', ({ item }) => {
  const { exempt } = item;
  const exemptAccounts = [Account.fromAccountId(new Stack(), 'Account', ACCOUNT)];
  expect(openOf(item, item.build({ exemptAccounts }), OTHER_ACCOUNT)).toEqual([]);
  expect(openOf(item, item.build({ exemptAccounts }), ACCOUNT)).not.toEqual([]);
  if (exempt === null) return;
  const exemptPrincipals = [exempt ?? 'arn:*:iam::*:role/platform/*', 'arn:*:iam::*:role/second'];
  expect(openOf(item, item.build({ exemptPrincipals }), undefined, exemptPrincipals)).toEqual([]);
  expect(openOf(item, item.build({ exemptPrincipals, exemptAccounts }), OTHER_ACCOUNT, exemptPrincipals)).toEqual([]);
});

test.each(rows)('the promise of $id covers the denied requests of its case and no allowed one', ({ item }) => {
  const { denied, allowed } = item;
  const policies = invariantsOf(item, item.build()).map((requests) => new CompiledPolicy('the promise', forbiddingPolicy(requests)));
  const isForbidden = (request: Request) => policies.some((policy) => evaluate({
    levels: [], resourceSide: { levels: [] }, identityPolicies: [policy], request: { resource: '*', principal: DEVELOPER, contextIsComplete: true, ...request },
  }).decision === 'denied');
  expect(denied.filter((request) => !isForbidden(request))).toEqual([]);
  expect(allowed.filter(isForbidden)).toEqual([]);
});

describe.each(byDay(FULL_SETS, 2, 1))('the set $factory', ({ set }) => {
  const types = ([['service', set.serviceControlGuardrails], ['resource', set.resourceControlGuardrails]] as const)
    .filter(([, guardrails]) => guardrails.length > 0);

  test.each(types)('forbids as %s control policies what each of its guardrails forbids', (_, guardrails) => {
    const documents = packedDocuments(guardrails);
    const [type, callers] = [languageOf(guardrails[0]), callersOf(guardrails[0])];
    const packed = gateOf(documents, type);
    const weaker = guardrails.filter((guardrail) => (
      decideContainment([packed], [{ ...gateOfGuardrail(guardrail), level: 'alone' }], { callers }).kind !== 'contained'));
    expect(weaker.map(({ guardrailId }) => guardrailId)).toEqual([]);
    for (const document of documents) {
      const rest = gateOf(documents.filter((each) => each !== document), type);
      expect(decideContainment([rest], [packed], { callers }).kind).toBe('witness');
    }
  });
});

/** The documents of the policies that guardrails become together. */
function packedDocuments(guardrails: readonly Guardrail[]): object[] {
  const type = languageOf(guardrails[0]);
  const Statement = guardrails.flatMap((each) => documentOf(each).Statement);
  const { statements } = parsePolicyDocument({ Version: '2012-10-17', Statement } as never, type);
  const { maxContentLength } = policyTypeLimits(type);
  const packed = packStatements(statements, { maxContentLength, maxDocuments: Number.POSITIVE_INFINITY });
  return packed.map((document) => writePolicyDocument(document) as object);
}
