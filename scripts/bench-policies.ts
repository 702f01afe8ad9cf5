/** Times of the policy room: checking and asking many policies, one question to many accounts, and every action in many accounts. */
import { OrganizationAccess, placedAccounts, PolicyChains } from '../src/model';
import { evaluate, validatePolicy, verdictTable } from '../src/policy';
import { largeOrganization } from './bench/large-organization';
import { compile, distinctChains, FULL, policyTexts } from './bench/policy-pool';
import { allActions } from '../src/policy/actions';

function measure(what: string, limitMs: number, work: () => string): void {
  const started = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  const result = work();
  const used = process.cpuUsage(cpu);
  const ms = Number((process.hrtime.bigint() - started) / 1_000_000n);
  const cpuMs = Math.round((used.user + used.system) / 1_000);
  console.log(`${what.padEnd(60)} ${String(ms).padStart(7)} ms (${cpuMs} ms of processor; at most ${limitMs})  ${result}`);
}

const texts = policyTexts(1_000);

measure('1,000 policies validated, and asked one question each', 2_000, () => {
  const findings = texts.reduce((sum, text) => sum + validatePolicy('SERVICE_CONTROL_POLICY', text).length, 0);
  const denied = compile(texts).filter((policy) => (
    evaluate({ levels: [{ name: 'root', serviceControlPolicies: [FULL, policy] }], request: { action: 's3:DeleteBucket' } }).decision === 'denied'));
  return `${findings} findings, ${denied.length} denied`;
});

const organization = largeOrganization();
const question = { action: 'ec2:RunInstances', context: { 'aws:RequestedRegion': 'us-west-1' } };
const policyChains = new PolicyChains(organization);
const sides = placedAccounts(organization).map((placed) => policyChains.of(placed));

measure('One question to 10,010 accounts in 1,001 units, 500 policies', 200, () => {
  const [{ decisions }] = verdictTable(sides, [question]);
  return `${decisions.filter((decision) => decision === 'denied').length} denied`;
});

const access = new OrganizationAccess(organization);
measure('The same with reasons, and what each level says', 5_000, () => (
  `${access.accounts.map((placed) => access.ask(placed, question)).filter(({ decision }) => decision === 'denied').length} denied`));

const chains = distinctChains(1_000, compile(texts), 3);
const actions = [...allActions()];
measure(`${actions.length.toLocaleString('en')} actions in 1,000 distinct chains of policies`, 20_000, () => {
  let denied = 0;
  for (const { decisions } of verdictTable(chains, actions.map((action) => ({ action })))) {
    for (const decision of decisions) if (decision === 'denied') denied++;
  }
  return `${denied.toLocaleString('en')} denied of ${(actions.length * chains.length).toLocaleString('en')}`;
});
