import { groupBy } from '../grouping';
import type { ActionsImpact, ImpactGroup } from '../impact/impact-group';

/** The actions of a service that a change denies in an account. */
export interface DeniedService {
  /** The prefix: `s3`. */
  readonly service: string;
  /** Actions that no request can take any longer. */
  readonly denied: number;
  /** Actions of which fewer requests pass, or others: it depends on their conditions. */
  readonly conditional: number;
  /** Patterns of these actions: `s3:Delete*`. */
  readonly actions: readonly string[];
}

/** An account with the services of which a change denies actions. */
export interface DeniedAccount {
  /** As the organization before the change names it. */
  readonly id: string;
  /** `Root/Workloads/shop`. */
  readonly path: string;
  readonly services: readonly DeniedService[];
}

/** The services of which a change denies actions, by account. Actions that are not in the action data have no service that IAM reports. */
export function newlyDeniedServices(impact: readonly ImpactGroup[]): DeniedAccount[] {
  return impact.flatMap(({ accounts, actions }) => {
    const denying = actions.filter(({ direction, after, newAction }) => (
      direction !== 'loosens' && after !== 'allowed' && newAction === undefined));
    const services = [...groupBy(denying, ({ service }) => service)].map(([service, ofService]) => deniedService(service, ofService));
    return services.length === 0 ? [] : accounts.map(({ id, path }) => ({ id, path, services }));
  });
}

function deniedService(service: string, impacts: readonly ActionsImpact[]): DeniedService {
  const count = (isDenied: boolean) => (
    impacts.filter(({ after }) => (after === 'denied') === isDenied).reduce((sum, each) => sum + each.count, 0));
  const actions = [...new Set(impacts.flatMap((each) => each.actions))].sort();
  return { service, denied: count(true), conditional: count(false), actions };
}
