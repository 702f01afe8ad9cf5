import { obstacle } from './obstacle';
import { DEFAULTS_SETTING, DEPLOYMENT_TYPE, type PrivilegedParts } from '../../privileged/privileged-parts';
import type { Obstacle } from '../risk';

/**
 * `cdk deploy` keeps the value that a parameter of a deployed stack has, unless it gets another one (`--previous-parameters`, on by
 * default). A new default is then reviewed and not deployed.
 * Source: AWS CDK CLI reference, "cdk deploy".
 * @param differing how many changes there are between the head with the former defaults and the head
 */
export function parametersThatAreKept(
  before: PrivilegedParts | undefined, after: PrivilegedParts | undefined, differing: number | undefined,
): Obstacle[] {
  const former = new Map(
    before?.resources.flatMap((each) => (each.type === DEPLOYMENT_TYPE ? [[each.stack, defaultsOf(each.settings)] as const] : [])),
  );
  return (after?.resources ?? []).filter(({ type }) => type === DEPLOYMENT_TYPE).flatMap(({ stack, settings }) => (
    Object.entries(defaultsOf(settings)).flatMap(([name, value]) => {
      const kept = former.get(stack)?.[name];
      if (kept === undefined || kept === value) return [];
      const effect = differing === undefined ? '' : differing === 0 ? ', and the organization is the same with either' : `, and ${differing} changes of the organization are between the two`;
      return [obstacle('parameterIsKept', stack, `A deployment keeps the value of parameter ${name} of stack ${stack}, so that its new default is reviewed and not deployed${effect}`,
        `${value} instead of ${kept}`, `Give the value to both commands: --parameters ${stack}:${name}=${value} for what is reviewed here, or ${stack}:${name}=${kept} for what is deployed without`)];
    })));
}

function defaultsOf(settings: PrivilegedParts['resources'][number]['settings']): Readonly<Record<string, string>> {
  return (settings[DEFAULTS_SETTING] ?? {}) as Readonly<Record<string, string>>;
}
