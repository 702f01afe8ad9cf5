import { type Advice, denialAdvice } from './denial-advice';
import type { EventAnswer } from './event-answer';
import { eventFindings } from './event-findings';
import { type PolicyContact, policyContacts } from './policy-contacts';
import type { CloudAssembly } from '../../../assembly';
import type { Organization } from '../../../model';
import { printable } from '../../output/printable';
import { answersJson } from '../explain-json';
import { explainReport } from '../explain-report';

/** The notes of `explain --event` besides the answer. */
interface EventNotes {
  readonly findings: readonly string[];
  readonly advice: readonly Advice[];
  readonly contacts: readonly PolicyContact[];
}

function notesOf({ incident, placed, answers: [answer] }: EventAnswer, organization: Organization, assembly?: CloudAssembly): EventNotes {
  const denied = answer.decision === 'allowed' || !incident.refused ? [] : answer.matchedStatements;
  return {
    findings: eventFindings(incident, answer, organization, placed),
    advice: denialAdvice(denied, answer.request.action),
    contacts: policyContacts(answer.matchedStatements, placed, organization, assembly),
  };
}

/** The answer about an event for the terminal: the request with the worst decision, and what to do about it. */
export function eventReport(event: EventAnswer, organization: Organization, assembly?: CloudAssembly): string {
  const { answers: [answer, ...others] } = event;
  const { findings, advice, contacts } = notesOf(event, organization, assembly);
  const blocks = [
    findings,
    advice.length === 0 ? [] : [advice.length === 1 ? 'What would have to differ' : 'What would have to differ, in each of these', ...advice.flatMap(adviceLines)],
    contacts.length === 0 ? [] : ['Whom to ask', ...contacts.flatMap(contactLines)],
    others.length === 0 ? [] : [`The call needs ${others.length} more ${others.length === 1 ? 'request' : 'requests'} to pass`, ...others.map(({ decision, request }) => (
      `  ${decision}  ${request.action}${request.resource === undefined ? '' : `  ${request.resource}`}`))],
  ];
  const told = blocks.filter((lines) => lines.length > 0).map(([title, ...lines]) => [title, ...lines].map(printable).join('\n'));
  return `${explainReport(answer)}\n${told.join('\n\n')}\n`;
}

function adviceLines({ where, anyOf }: Advice): string[] {
  if (anyOf.length === 0) return [`  ${where}: nothing in the request helps, since it denies every request for the action`];
  return [`  ${where}: ${anyOf.length === 1 ? '' : 'one of these'}`.trimEnd(), ...anyOf.map((each) => `    ${each}`)];
}

function contactLines({ policy, id, tags, stack, construct, attachedAt }: PolicyContact): string[] {
  const where = attachedAt.length === 0 ? '' : `, attached at ${attachedAt.join(', ')}`;
  const pairs = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  return [
    `  ${policy}${id === undefined ? '' : ` (${id})`}${where}`,
    `    tags   ${pairs.join(', ') || 'none'}`,
    ...(stack === undefined && construct === undefined ? ['    code   not known: no stack of this library manages it']
      : [`    code   ${[...construct === undefined ? [] : [construct], ...stack === undefined ? [] : [`stack ${stack}`]].join(', ')}`]),
  ];
}

/** The same for programs; its schema is docs/explain.schema.json. */
export function eventJson(event: EventAnswer, organization: Organization, warnings: readonly string[], assembly?: CloudAssembly) {
  const { incident: { source, refused, time, cause, encoded } } = event;
  const { findings, advice, contacts } = notesOf(event, organization, assembly);
  return {
    ...answersJson(organization, event.answers, warnings),
    event: {
      source,
      refused,
      ...(time === undefined ? {} : { time }),
      ...(cause === undefined ? {} : { cause }),
      isEncoded: encoded !== undefined,
    },
    findings,
    advice,
    contacts,
  };
}

