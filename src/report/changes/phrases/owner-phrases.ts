import { policyPhrase, targetPhrase } from './attachment-phrases';
import type { AdministratorReference, HandOverOutcome, OwnerChange, TaggedReference } from '../../../model';
import { own, phrase, type Phrase } from '../../wording/phrase';
import { capitalized } from '../../wording/words';
import type { PhrasesFor } from '../change-text';

export const ownerPhrases: PhrasesFor<OwnerChange> = {
  handedOver: (change) => phrase`${subject(change.on)} moves from the stack ${change.from} to the stack ${change.to}${ordersPhrase(change)}`,
  takenOver: ({ on, by }) => phrase`${subject(on)} is taken over by the stack ${by}`,
};

type Orders = Pick<Extract<OwnerChange, { kind: 'handedOver' }>, 'from' | 'to' | 'formerFirst' | 'newFirst'>;

/** The outcome of each order of deployment: `. If Org is deployed first, Org closes it, and Accounts fails. If Accounts …`. */
export function ordersPhrase({ from, to, formerFirst, newFirst }: Orders, many = false): Phrase {
  const it = many ? 'them' : 'it';
  if (formerFirst === newFirst) return own(newFirst === 'takenOver' ? `, which takes ${it} over` : `, which refuses ${it}`);
  const [former, latter] = HANDED_OVER[formerFirst];
  const [, taken] = HANDED_OVER[newFirst];
  return phrase`. If ${from} is deployed first, ${from} ${own(former(it))}, and ${to} ${own(latter(it))}. If ${to} is deployed first, it ${own(taken(it))}`;
}

type Words = (it: string) => string;

/** The verbs for the former stack and for the new one. */
const HANDED_OVER: Readonly<Record<HandOverOutcome, readonly [former: Words, latter: Words]>> = {
  takenOver: [(it) => `leaves ${it} alone`, (it) => `takes ${it} over`],
  refused: [(it) => `leaves ${it} alone`, (it) => `refuses ${it}`],
  closed: [(it) => `closes ${it}`, () => 'fails'],
  removedFromOrganization: [(it) => `removes ${it} from the organization`, () => 'fails'],
  moved: [(it) => `moves ${it} away as the removal setting says`, () => 'comes too late to prevent that'],
  invitationCanceled: [(it) => `cancels the invitation of ${it}`, () => 'invites again'],
  deleted: [(it) => `deletes ${it}`, () => 'finds nothing to adopt'],
  recreated: [(it) => `deletes ${it}`, (it) => (it === 'it' ? 'creates another one' : 'creates others')],
};

function subject(on: TaggedReference | AdministratorReference): Phrase {
  if (on.kind === 'delegatedAdministrator') return phrase`The registration of account ${on.accountName} as delegated administrator of ${on.servicePrincipal}`;
  if (on.kind === 'resourcePolicy') return own('The resource policy');
  if (on.kind === 'root') return own('The organization');
  if (on.kind === 'policy') return policyPhrase(on);
  return targetPhrase(on).map((part, index) => (index === 0 ? { ...part, text: capitalized(part.text) } : part));
}
