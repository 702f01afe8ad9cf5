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

/** Lets the first list of tags be a former one. */
export function firstTagsAre(deployment: Deployment, tags: readonly { readonly Key: string; readonly Value: string }[]): void {
  let answers = 0;
  deployment.disturb = async (called, call) => {
    const answer = await call();
    return called !== 'ListTagsForResource' || ++answers > 1 ? answer : { ...answer as object, Tags: tags } as typeof answer;
  };
}

/** Hides a tag for some milliseconds, as endpoints do that do not know it yet. */
export function hideTag(deployment: Deployment, key: string, milliseconds: number): void {
  const until = deployment.clock.now() + milliseconds;
  deployment.disturb = async (called, call) => {
    const answer = await call();
    if (called !== 'ListTagsForResource' || deployment.clock.now() >= until) return answer;
    const { Tags } = answer as { readonly Tags: readonly { readonly Key: string }[] };
    return { ...answer as object, Tags: Tags.filter(({ Key }) => Key !== key) } as typeof answer;
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
