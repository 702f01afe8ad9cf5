import { GUARDRAIL_PROMISES } from './promises';
import { knownActions } from '../../../scripts/guardrail-actions/known-actions';
import { deniedBy, promisedActions } from '../../../scripts/guardrail-actions/open-actions';
import { DataPerimeterEgressGuardrails, DataPerimeterGuardrails } from '../../../src';
import { RCP_SERVICES } from '../../../src/policy/actions/action-data.generated';

const serviceOf = (action: string) => action.split(':')[0];
const KNOWN = knownActions();

/** Services that support resource control policies and can attach a policy to a resource, which the identity perimeter leaves out. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'ecr-public': 'Its repositories are public: everyone pulls their images',
};

test('the identity perimeter covers each service that supports resource control policies and has resource policies, or a reason says why not', () => {
  const [statement] = DataPerimeterGuardrails.denyUntrustedIdentities({ organizationId: 'o-exampleorgid' }).statements;
  const covered = new Set(([(statement.toStatementJson() as { Action: string | string[] }).Action].flat()).map(serviceOf));
  const promise = GUARDRAIL_PROMISES.find(({ guardrailId }) => guardrailId === 'deny-resource-policies')!;
  const isDenied = deniedBy([DataPerimeterEgressGuardrails.denyResourcePolicies()], 'deny-resource-policies');
  const byPerimeter = promise.decided.filter(({ reason }) => /^(?:Resource control policies|Not an API operation)/.test(reason)).flatMap(({ actions }) => actions);
  const sharing = [...promisedActions(promise, KNOWN).map(({ action }) => action), ...KNOWN.map(({ action }) => action)]
    .filter((action) => isDenied(action) || byPerimeter.includes(action));
  const services = [...new Set(sharing.map(serviceOf))].filter((service) => RCP_SERVICES.includes(service)).sort();
  expect(services).toEqual(expect.arrayContaining(['dsql', 'events', 's3']));
  expect(services.filter((service) => !covered.has(service) && LEFT_OUT[service] === undefined)).toEqual([]);
  expect(Object.keys(LEFT_OUT).filter((service) => covered.has(service) || !services.includes(service))).toEqual([]);
});
