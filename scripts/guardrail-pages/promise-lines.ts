import { GUARDRAIL_PROMISES, WITHOUT_PROMISE } from '../../test/constructs/guardrails/promises';
import { knownActions } from '../guardrail-actions/known-actions';
import { promisedActions } from '../guardrail-actions/open-actions';

/** How the actions of guardrails are found, with their numbers. */
export function promiseSummary(): string {
  const known = knownActions();
  const under = new Set(GUARDRAIL_PROMISES.flatMap((promise) => promisedActions(promise, known)).map(({ action }) => action));
  const decided = GUARDRAIL_PROMISES.flatMap((promise) => promise.decided.flatMap(({ actions }) => actions));
  const guardrails = new Set(GUARDRAIL_PROMISES.map(({ guardrailId }) => guardrailId));
  return [
    'AWS adds actions. A guardrail has promises: names, access levels and condition keys of the actions that it is meant to deny, in one service',
    `or in all of them. ${GUARDRAIL_PROMISES.length} promises of ${guardrails.size} guardrails cover ${under.size.toLocaleString('en')} of the `
      + `${known.length.toLocaleString('en')} actions of AWS. The guardrail, or another one for the same kind, denies`,
    `an action under a promise, or it is listed below with the reason why it stays allowed: ${decided.length} decisions. \`npm run guardrail-actions\` reads`,
    'newer action data, lists new actions under a promise without a decision, and ends with exit code 1 if there is one. Promises and decisions are',
    `in \`test/constructs/guardrails/promises\`. Without a promise: ${Object.entries(WITHOUT_PROMISE).map(([id, reason]) => `\`${id}\` (${reason})`).join(', ')}.`,
    '',
  ].join('\n');
}

/** The actions under the promises of a guardrail that nobody denies, with the reasons. */
export function promiseLines(guardrailId: string): string[] {
  return GUARDRAIL_PROMISES.filter((promise) => promise.guardrailId === guardrailId).flatMap(({ decided }) => decided)
    .map(({ reason, actions }) => `${reason}: ${actions.map((action) => `\`${action}\``).join(', ')}.`);
}
