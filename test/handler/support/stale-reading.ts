import type { Deployment } from './deployment';
import { OrganizationsError } from '../../../src/organizations';

/** Lets the first responses to an operation show the state before a change that the handlers did not make. */
export function changeAfterFirst(deployment: Deployment, operation: string, change: () => Promise<unknown>, stale = 1): void {
  let answers = 0;
  deployment.disturb = async (called, call) => {
    const answer = await call();
    if (called === operation && ++answers === stale) await change();
    return answer;
  };
}

/** Lets the first page of a list be empty, as from an endpoint that does not know its resources yet. */
export function firstListIsEmpty(deployment: Deployment, operation: string): void {
  let answers = 0;
  deployment.disturb = async (called, call) => {
    const answer = await call();
    if (called !== operation || ++answers > 1) return answer;
    const emptied = Object.entries(answer as object).map(([key, value]) => [key, Array.isArray(value) ? [] : value]);
    return Object.fromEntries(emptied) as typeof answer;
  };
}

/** Lets the lists of tags show a former value of a tag for some seconds. @param value `undefined` if there was no such tag */
export function showFormerTag(deployment: Deployment, key: string, value: string | undefined, seconds = 4): void {
  const until = deployment.clock.now() + 1_000 * seconds;
  deployment.disturb = async (called, call) => {
    const answer = await call();
    if (called !== 'ListTagsForResource' || deployment.clock.now() >= until) return answer;
    const { Tags } = answer as { readonly Tags: readonly { readonly Key: string }[] };
    const former = value === undefined ? [] : [{ Key: key, Value: value }];
    return { ...answer as object, Tags: [...Tags.filter(({ Key }) => Key !== key), ...former] } as typeof answer;
  };
}

/** Lets an endpoint that does not know the resource answer the first call of an operation. */
export function firstAnswerIs(deployment: Deployment, operation: string, code: string): void {
  let answers = 0;
  deployment.disturb = async (called, call) => {
    if (called === operation && ++answers === 1) throw new OrganizationsError(called, code, 'Not here.');
    return call();
  };
}

/** Lets the first readings of the parent of a resource show a former one. */
export function showFormerParent(deployment: Deployment, formerParentId: string, stale: number): void {
  let answers = 0;
  deployment.disturb = async (called, call) => {
    const answer = await call();
    return called === 'ListParents' && ++answers <= stale ? { Parents: [{ Id: formerParentId, Type: 'ROOT' }] } as typeof answer : answer;
  };
}
