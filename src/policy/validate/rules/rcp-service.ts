import { actionsMatching, supportsResourceControl } from '../../actions';
import { actionName } from '../../evaluate/compile/compile-action';
import { reachOf } from '../../evaluate/exemption';
import { statementRule } from '../statement-rule';

/** The list grows, so an unknown service is a warning. Source: AWS Organizations User Guide, "Resource control policies (RCPs)". */
export const rcpService = statementRule(
  { id: 'rcp-service', severity: 'warning', title: 'A resource control policy names a service, or an action, that is not known to support them.' },
  ({ action }, _, { type }) => (type !== 'RESOURCE_CONTROL_POLICY' ? [] : [
    ...[...new Set(action.patterns.map((pattern) => pattern.split(':')[0].toLowerCase()))]
      .filter((service) => service !== '*' && !supportsResourceControl(service))
      .map((service) => ({
        what: 'names a service that is not known to support resource control policies', value: service, advice: 'Look it up in the list of supported services, or deny it by a service control policy.',
      })),
    ...(action.negated ? [] : action.patterns).filter(isOutOfReach).map((pattern) => ({
      what: 'names an action that resource control policies do not reach', value: pattern, advice: 'Deny it by a service control policy.',
    })),
  ]),
);

/** Whether it only matches actions that are exempt although their service is not. */
function isOutOfReach(pattern: string): boolean {
  if (!supportsResourceControl(pattern.split(':')[0])) return false;
  const actions = actionsMatching(pattern);
  return actions.length > 0 && actions.every((action) => reachOf(actionName(action)) === 'none');
}
