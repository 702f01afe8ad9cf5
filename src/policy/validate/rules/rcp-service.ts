import { supportsResourceControl } from '../../actions';
import { statementRule } from '../statement-rule';

/** The list grows, so something else is a warning. Source: AWS Organizations User Guide, "Resource control policies (RCPs)". */
export const rcpService = statementRule(
  { id: 'rcp-service', severity: 'warning', title: 'A resource control policy names a service that is not known to support them.' },
  ({ action }, _, { type }) => (type !== 'RESOURCE_CONTROL_POLICY' ? [] : [...new Set(action.patterns.map((pattern) => pattern.split(':')[0].toLowerCase()))]
    .filter((service) => service !== '*' && !supportsResourceControl(service))
    .map((service) => ({
      what: 'names a service that is not known to support resource control policies', value: service, advice: 'Look it up in the list of supported services, or deny it by a service control policy.',
    }))),
);
