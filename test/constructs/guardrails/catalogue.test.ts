import { Stack } from 'aws-cdk-lib';
import { ACCOUNT, GUARDRAIL_CASES, type GuardrailCase, ORGANIZATION, type Request } from './cases';
import { GUARDRAILS, idOf } from './support/catalogue';
import { documentOf, judgeOf, languageOf } from './support/verdicts';
import * as library from '../../../src';
import { validatePolicy } from '../../../src/policy';
import { compileActionGlob } from '../../../src/policy/evaluate/compile/compile-action';
import { PUBLISHED_POLICIES } from '../../policy/published-policies';

const PLATFORM = `arn:aws:iam::${ACCOUNT}:role/platform/Deployer`;

const rows = GUARDRAIL_CASES.map((item) => ({ id: item.build().guardrailId, item }));

const accountOf = (accountId: string) => library.Account.fromAccountId(new Stack(), 'Account', accountId);

/**
 * The request on a resource of the account, unless it names another account. For service control policies, its principal already belongs to
 * the account.
 */
const ofOwnAccount = (request: Request): Request => ({ ...request, context: { 'aws:ResourceAccount': ACCOUNT, ...request.context } });

const verdict = (guardrail: library.Guardrail, request: Request) => judgeOf(documentOf(guardrail), languageOf(guardrail))(request);

describe('each guardrail', () => {
  test.each(rows)('$id denies exactly the denied requests of its case, with each of its statements', ({ item: { build, denied, allowed } }) => {
    const guardrail = build();
    const verdicts = denied.map((request) => verdict(guardrail, request));
    expect(verdicts.map(({ decision }) => decision)).toEqual(denied.map(() => 'denied'));
    const denying = verdicts.flatMap(({ matchedStatements }) => matchedStatements.flatMap((reason) => ('statement' in reason ? [reason.statement] : [])));
    expect([...new Set(denying)].sort()).toEqual(guardrail.statements.map(({ sid }) => sid).sort());
    expect(allowed.map((request) => verdict(guardrail, request).decision)).toEqual(allowed.map(() => 'allowed'));
  });

  test.each(rows)('$id denies each way around it or documents it as a limit', ({ item: { build, waysAround = [] } }) => {
    const guardrail = build();
    for (const { request, limit } of waysAround) {
      expect([request.action, verdict(guardrail, request).decision]).toEqual([request.action, limit === undefined ? 'denied' : 'allowed']);
      if (limit !== undefined) expect(guardrail.limits).toContain(limit);
    }
  });

  test.each(rows.filter(({ item }) => item.exempt !== null))('$id does not apply to exempt principals', ({ item: { build, denied, exempt } }) => {
    const guardrail = build({ exemptPrincipals: [exempt ?? 'arn:*:iam::*:role/platform/*'] });
    const requests = denied.filter(({ principal }) => principal === undefined || principal === exempt);
    expect(requests.length).toBeGreaterThan(0);
    const asked = requests.map((request) => verdict(guardrail, { ...request, principal: exempt ?? PLATFORM }).decision);
    expect(asked).toEqual(requests.map(() => 'allowed'));
    expect(guardrail._problems).toEqual([]);
  });

  test.each(rows)('$id does not apply to exempt accounts, with and without exempt principals', ({ item: { build, denied, exempt } }) => {
    const [own, other] = [accountOf(ACCOUNT), accountOf('555566667777')];
    const [everybody, nobody] = [['arn:*:iam::*:role/*', 'arn:*:iam::*:user/*', 'arn:*:iam::*:root'], ['arn:*:iam::*:role/none']];
    const spared = (...[exemptions]: Parameters<typeof build>) => {
      const exempting = build(exemptions);
      expect(exempting._problems).toEqual([]);
      return denied.map((request) => verdict(exempting, ofOwnAccount(request)).decision === 'allowed');
    };
    const [all, none] = [denied.map(() => true), denied.map(() => false)];
    const guardrail = build({ exemptAccounts: [own] });
    expect(validatePolicy(languageOf(guardrail), JSON.stringify(documentOf(guardrail)))).toEqual([]);
    expect(spared({ exemptAccounts: [own] })).toEqual(all);
    expect(spared({ exemptAccounts: [other, own, own] })).toEqual(all);
    expect(spared({ exemptAccounts: [other] })).toEqual(none);
    expect(spared({ exemptAccounts: [] })).toEqual(none);
    if (exempt === null) return;
    expect(spared({ exemptAccounts: [own], exemptPrincipals: nobody })).toEqual(all);
    expect(spared({ exemptAccounts: [other], exemptPrincipals: nobody })).toEqual(none);
    const withPrincipal = denied.map((request) => !('principal' in request) || request.principal !== undefined);
    expect(spared({ exemptAccounts: [other], exemptPrincipals: everybody })).toEqual(withPrincipal);
  });

  test.each(rows)('$id gives a policy without findings', ({ item: { build } }) => {
    const guardrail = build();
    const text = JSON.stringify(documentOf(guardrail));
    expect(validatePolicy(languageOf(guardrail), text)).toEqual([]);
    expect(guardrail._problems).toEqual([]);
    expect(guardrail.statements.every(({ sid }) => /^[A-Za-z0-9]+$/.test(sid!))).toBe(true);
  });

  test.each(rows.filter(({ item }) => item.published))('$id agrees with the policy that AWS publishes as $item.published', ({ item }) => {
    const { build, denied: [denied], allowed: [allowed] } = item;
    const judge = judgeOf(publishedFor(item), languageOf(build()));
    expect(judge(denied).decision).toBe('denied');
    expect(judge(allowed).decision).toBe('allowed');
  });
});

/** The published policy of a case with its placeholders filled in. */
function publishedFor({ published }: GuardrailCase): object {
  const { text } = PUBLISHED_POLICIES.find(({ file }) => file === published)!;
  const blanks: Record<string, string> = {
    '<my-org-id>': ORGANIZATION,
    '<OIDC_provider_name_1>': 'token.actions.githubusercontent.com',
    '<OIDC_provider_name_2>': 'accounts.example.com',
    '<trusted_email_domain>': 'example.com',
    '<trusted_https_endpoint>': 'https://hooks.example.com/*',
    '<my-tenant-value>': 'repo:example-org/shop:ref:refs/heads/main',
    '<my-corporate-cidr>': '203.0.113.0/24',
    '[PROTECTED_ROLE_PREFIX]': 'protected/',
    '[BUCKET_TO_PROTECT]': 'log-archive-1',
    '[LOG_GROUP_NAME]': '/audit/trail',
    'trail/[CLOUDTRAIL_NAME]': 'trail/organization',
    'cloudtrail:${Region}:${Account}': 'cloudtrail:*:*',
    '<third-party-resource>': 'arn:aws:s3:::partner/*',
    '{example-region-1}': 'eu-central-1',
    '{example-region-2}': 'eu-west-1',
    '{example-inference-profile-geographic-prefix}': 'eu.*',
    '<unique-identifier>': 'anthropic',
    '<model-identifier>': 'openai.*',
    '[STACKSET_PREFIX]': 'platform-',
    '[STACK_PREFIX]': 'platform-',
    '[INFRASTRUCTURE_AUTOMATION_PREFIX]': 'platform-*',
    '[SNS_TOPIC_TO_PROTECT]': 'platform-*',
    '[PRIVILEGED_POLICY_PATH/*]': 'platform/*',
  };
  return JSON.parse(Object.entries(blanks).reduce((filled, [blank, by]) => filled.replaceAll(blank, by), text));
}

describe('the catalogue', () => {
  test('has at least 60 guardrails, each with a case', () => {
    expect(GUARDRAILS.length).toBeGreaterThanOrEqual(60);
    expect([...new Set(rows.map(({ id }) => id))].sort()).toEqual(GUARDRAILS.map(idOf).sort());
  });

  test('has unique Sids, so that its guardrails can be combined in one policy', () => {
    const guardrails = new Map(rows.map(({ id, item }) => [id, item.build()]));
    const sids = [...guardrails.values()].flatMap(({ statements }) => statements.map(({ sid }) => sid));
    expect(sids).toEqual([...new Set(sids)]);
  });
});

/** Guardrails whose cases lack a denied request for an action. It should stay empty. */
const WITHOUT_EACH_ACTION: readonly string[] = [];

/** Guardrails whose cases lack a way around. It should stay empty. */
const WITHOUT_WAY_AROUND: readonly string[] = [];

test('each limit is one sentence without a full stop and refers to other guardrails by their IDs', () => {
  const limits = [...new Set(rows.flatMap(({ item }) => item.build().limits))];
  const methods = GUARDRAILS.map(({ method }) => method);
  const wrong = limits.filter((limit) => limit.endsWith('.') || methods.some((method) => new RegExp(`\\b${method}\\b`).test(limit)));
  expect(limits.length).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
  const ids = new Set(rows.map(({ id }) => id));
  const named = limits.flatMap((limit) => limit.match(/\b(?:deny|protect|require|trusted|limit|networks)(?:-[a-z0-9]+)+/g) ?? []);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});

describe('the cases of the guardrails', () => {
  const ids = [...new Set(rows.map(({ id }) => id))];
  const casesOf = (id: string) => rows.filter((row) => row.id === id).map(({ item }) => item);

  test('have a denied request for each action that a guardrail names', () => {
    const missing = ids.flatMap((id) => {
      const denied = casesOf(id).flatMap((item) => item.denied.map(({ action }) => action.toLowerCase()));
      const named = casesOf(id).flatMap(({ build }) => build().statements.flatMap((statement) => (
        [(statement.toStatementJson() as { Action?: string | string[] }).Action ?? []].flat())));
      const matches = (pattern: string) => compileActionGlob(pattern.toLowerCase());
      return [...new Set(named)].filter((pattern) => !denied.some(matches(pattern))).map((action) => `${id}: ${action}`);
    });
    expect(missing.filter((line) => !WITHOUT_EACH_ACTION.includes(line.split(':')[0]))).toEqual([]);
  });

  test('have a way around for each guardrail', () => {
    const missing = ids.filter((id) => casesOf(id).every(({ waysAround = [] }) => waysAround.length === 0));
    expect(missing.filter((id) => !WITHOUT_WAY_AROUND.includes(id))).toEqual([]);
  });
});
