import { type AccountPlan, type Blueprint, emailOf } from './blueprint';
import { GUEST, openInvitation } from './guest';
import { ATTACHED_TAG_PREFIX, FULL_AWS_ACCESS_DETACHED, OWNER_TAG_KEY, parseAttachmentClaims } from '../../../src/contract';
import { contactOf, type SimulatorState } from '../../../src/simulator';

/** An edit of an organization: the code before and after it, and the states in which it began and ended. */
export interface Edit {
  readonly first?: Blueprint;
  readonly second: Blueprint;
  readonly before?: SimulatorState;
  readonly after: SimulatorState;
}

/** The differences between the end of an edit and the expected one, which depends on the code before and after it. */
export function wrongEnds(edit: Edit): string[] {
  return [
    ...edit.after.organization?.featureSet === 'ALL' ? [] : ['The organization does not have all features'],
    ...wrongAccounts(edit), ...wrongResourcePolicy(edit), ...wrongPolicyTypes(edit), ...wrongInvitation(edit), ...wrongPlaces(edit),
    ...wrongNotes(edit),
  ];
}

const KINDS = ['BILLING', 'OPERATIONS', 'SECURITY'] as const;

/** A contact that is removed from the app is deleted. A removed primary contact and a removed Region stay. */
function wrongAccounts({ first, second, before, after }: Edit): string[] {
  const created = Object.entries(second.accounts ?? {}).filter(([, { invited, adopt }]) => !invited && !adopt);
  return created.flatMap(([key, { name, email = emailOf(name), settings = {} }]) => {
    const account = after.accounts.find((each) => each.email === email);
    if (!account) return [`There is no account with the address ${email}`];
    const [then, now] = [before, after].map((state) => state?.accountProfiles?.find(({ accountId }) => accountId === account.id));
    const former = first?.accounts?.[key]?.settings;
    const contacts = KINDS.flatMap((kind) => {
      const field = kind.toLowerCase() as Lowercase<typeof kind>;
      const [wanted, had] = [settings, former].map((each) => each?.alternateContacts?.[field]?.name);
      const expected = wanted ?? (had === undefined ? then?.alternateContacts[kind]?.Name : undefined);
      return differs(`The ${field} contact of ${name}`, expected, now?.alternateContacts[kind]?.Name);
    });
    const primary = settings.primaryContact?.fullName ?? (then && contactOf(then).FullName);
    const [enabledThen, enabledNow] = [then, now].map((profile) => (
      Object.entries(profile?.regions ?? {}).flatMap(([region, { enabled }]) => (enabled ? [region] : []))));
    const regions = [...new Set([...settings.enabledRegions ?? [], ...enabledThen])];
    return [
      ...differs(`The name of ${email}`, name, account.name),
      ...contacts,
      ...primary === undefined ? [] : differs(`The primary contact of ${name}`, primary, now && contactOf(now).FullName),
      ...differs(`The Regions of ${name}`, regions.sort().join() || undefined, enabledNow.sort().join() || undefined),
    ];
  });
}

function wrongResourcePolicy({ second: { delegatedActions }, after: { resourcePolicy } }: Edit): string[] {
  const { Statement: statements = [] } = JSON.parse(resourcePolicy?.content ?? '{}') as { Statement?: readonly { Action: string | string[] }[] };
  const actions = statements.flatMap(({ Action: action }) => action).sort().join();
  return differs('The actions of the resource policy', delegatedActions && [...delegatedActions].sort().join(), actions || undefined);
}

/** A policy type that is removed from the app stays enabled while policies of another owner with this type are attached. */
function wrongPolicyTypes({ first, second, before, after }: Edit): string[] {
  const enabled = after.policyTypes.filter(({ status }) => status === 'ENABLED').map(({ type }) => type as string);
  const typeOf = new Map(before?.policies.map(({ id, type }) => [id, type as string]));
  const inUse = (type: string) => before?.attachments.some(({ policyId }) => typeOf.get(policyId) === type);
  const missing = (second.disabledOnRemoval ?? []).filter((type) => !enabled.includes(type));
  const gone = (first?.disabledOnRemoval ?? []).filter((type) => !second.disabledOnRemoval?.includes(type));
  return [
    ...missing.map((type) => `The policy type ${type} is not enabled`),
    ...gone.flatMap((type) => differs(`The policy type ${type}`, inUse(type) ? 'enabled' : 'disabled', enabled.includes(type) ? 'enabled' : 'disabled')),
  ];
}

/** An account that joined before is placed and tagged. Any other account is invited only while it is in the app. */
function wrongInvitation({ first, second, before, after }: Edit): string[] {
  const guest = Object.entries(second.accounts ?? {}).find(([, { invited }]) => invited !== undefined);
  const [was, is] = [before, after].map((state) => state?.accounts.find(({ id }) => id === GUEST));
  const isInvited = openInvitation({ simulator: after }) !== undefined;
  if (was && !is) return ['The invited account has left'];
  if (!guest) return first?.accounts?.Guest && isInvited ? ['The invitation is open although the app does not have it'] : [];
  if (!was) return is || isInvited ? [] : ['The account is not invited'];
  const [, { parent }] = guest;
  return [
    ...differs('The parent of the invited account', unitInCode(second, after, parent), is!.parentId),
    ...OWNER_TAG_KEY in is!.tags ? [] : ['The invited account has no owner tag'],
  ];
}

/** The ID of the unit with this key, or of the root. */
function unitInCode({ units }: Blueprint, { root, organizationalUnits }: SimulatorState, key: string | undefined): string | undefined {
  if (key === undefined) return root?.id;
  const plan = units?.[key];
  const parentId = unitInCode({ units }, { root, organizationalUnits } as SimulatorState, plan?.parent);
  return organizationalUnits.find((unit) => unit.name === plan?.name && unit.parentId === parentId)?.id;
}

/**
 * A removed unit with `moveAccountsTo` is deleted, with all accounts in the destination. It keeps all of them if a unit below it stays.
 * If the destination is removed too, the accounts go where it sends its own.
 */
function wrongPlaces({ first, second, before, after }: Edit): string[] {
  if (!first || !before) return [];
  const left = new Set(after.organizationalUnits.map(({ id }) => id));
  const destinationOf = (to: string): string | undefined => {
    if (to === 'root') return after.root?.id;
    if (second.units && to in second.units) return unitInCode(second, after, to);
    const former = unitInCode(first, before, to);
    const { moveAccountsTo } = first.units![to];
    return moveAccountsTo === undefined ? former : destinationOf(moveAccountsTo);
  };
  return Object.entries(first.units ?? {}).flatMap(([key, { name, moveAccountsTo }]) => {
    if (moveAccountsTo === undefined || key in (second.units ?? {})) return [];
    const unitId = unitInCode(first, before, key)!;
    const stays = after.organizationalUnits.some(({ parentId }) => parentId === unitId);
    const place = stays ? unitId : destinationOf(moveAccountsTo);
    const accounts = before.accounts.filter(({ id, parentId }) => parentId === unitId && !isPlacedOtherwise({ first, second }, before, id));
    return [
      ...!stays && left.has(unitId) ? [`The unit ${name} still exists, although it could be emptied`] : [],
      ...accounts.flatMap(({ id, name: account }) => {
        const now = after.accounts.find((each) => each.id === id);
        return now ? differs(`The parent of ${account} (formerly in ${name})`, place, now.parentId) : [];
      }),
    ];
  });
}

/** Whether to expect an account elsewhere, because the second code places it or its removal moved it. */
function isPlacedOtherwise({ first, second }: Pick<Edit, 'first' | 'second'>, { accounts }: SimulatorState, id: string): boolean {
  const { email } = accounts.find((account) => account.id === id)!;
  const isThis = ({ name, email: address = emailOf(name), invited }: AccountPlan) => (
    invited === undefined ? email === address : id === invited);
  const leaving = Object.entries(first?.accounts ?? {}).find(([, plan]) => isThis(plan));
  return Object.values(second.accounts ?? {}).some(isThis) || leaving?.[1].asked === 'MoveAccount';
}

/** A note on a target claims attachments of policies that exist: the next deployment would have to write it again. */
function wrongNotes({ after: { root, organizationalUnits, accounts, policies } }: Edit): string[] {
  const exists = (id: string) => id === FULL_AWS_ACCESS_DETACHED || policies.some((policy) => policy.id === id);
  return [...root ? [root] : [], ...organizationalUnits, ...accounts].flatMap(({ id: target, tags }) => Object.entries(tags)
    .filter(([key]) => key.startsWith(ATTACHED_TAG_PREFIX))
    .flatMap(([key, value]) => {
      const { made, found } = parseAttachmentClaims(value);
      return [...made, ...found].filter((id) => !exists(id)).map((id) => `The note ${key} on ${target} names ${id}, which does not exist`);
    }));
}

function differs(subject: string, expected: string | undefined, actual: string | undefined): string[] {
  return expected === actual ? [] : [`${subject} is ${actual ?? '(none)'}, not ${expected ?? '(none)'}`];
}
