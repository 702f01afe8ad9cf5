/**
 * The expected organization after each step of a history, derived from the codes and the pages in `docs/` alone: nothing here reads an end
 * of the handlers.
 */
import { type BaseCode, KINDS, type Member, MEMBERS, type OtherCode, OWN_POLICY, type Place, POLICIES, type Registration, type SettingsCode } from './code';

export type Kind = typeof KINDS[number];
/** The accounts with settings. */
export const SUBJECTS = [...MEMBERS, 'management'] as const;
export type Subject = typeof SUBJECTS[number];

/** A contact, by its name. */
interface Contact {
  readonly name?: string;
}

type Settings = Readonly<Record<Kind, Contact>> & { readonly primary?: string };
export type Holder = 'base' | 'other' | 'hand';
type Holders = Readonly<Record<string, readonly Holder[]>>;

export interface World {
  /** The codes of the last deployments that succeeded. */
  readonly base: BaseCode;
  readonly other?: OtherCode;
  /** Whether the first stack exists. After its deletion only units with accounts are left. */
  readonly isDeleted: boolean;
  readonly settings: Readonly<Record<Subject, Settings>>;
  readonly places: Readonly<Record<Member, Place | undefined>>;
  readonly guest: 'outside' | 'invited' | Place;
  /**
   * The stacks that hold each policy on the unit `Shared`. After a person has detached a policy, a stack holds it again once a deployment
   * of the stack has listed it.
   */
  readonly shared: Holders;
  /** Who has registered an administrator, or has found the registration. */
  readonly holders: Holders;
  /**
   * Administrators that the second stack registered in a deployment that was interrupted. The next one may not tell them from those that
   * the first stack registered, whose app created the accounts. Then they stay registered when the second stack leaves them out.
   */
  readonly uncertain: readonly string[];
}

const NO_CODE: BaseCode = { accounts: {}, shared: [], administrators: [] };
const NO_SETTINGS: Settings = { security: {}, billing: {} };

const ON_SHARED = ' on root/Shared';

export const START: World = {
  base: NO_CODE,
  isDeleted: false,
  settings: { one: NO_SETTINGS, two: NO_SETTINGS, management: NO_SETTINGS },
  places: { one: undefined, two: undefined },
  guest: 'outside',
  shared: {},
  holders: {},
  uncertain: [],
};

/** The world after the first stack was deployed. */
export function afterBase(world: World, code: BaseCode): World {
  const { base, settings, guest } = world;
  const isMember = guest !== 'outside' && guest !== 'invited';
  const placeOf = (name: Member) => code.accounts[name]?.place ?? (base.accounts[name] ? 'root' : world.places[name]);
  const next = (subject: Subject): Settings => {
    // Contacts stay if the account leaves the app as well.
    if (subject !== 'management' && !code.accounts[subject]) return settings[subject];
    const codeOf = ({ accounts, management }: BaseCode) => (subject === 'management' ? management : accounts[subject]?.settings);
    return afterSettings(settings[subject], codeOf(base), codeOf(code));
  };
  return {
    ...world,
    base: code,
    settings: { one: next('one'), two: next('two'), management: next('management') },
    places: { one: placeOf('one'), two: placeOf('two') },
    guest: code.guest ? isMember ? code.guest : 'invited' : isMember ? guest : 'outside',
    shared: held(sharedAgain(world, code.shared), 'base', code.shared),
    holders: held(world.holders, 'base', code.administrators.map(keyOf), (key) => !isOfAccountIn(code, key)),
  };
}

/** The world after the second stack was deployed. */
export function afterOther(world: World, code: OtherCode): World {
  return {
    ...world,
    other: code,
    shared: held(world.shared, 'other', code.shared),
    holders: held(world.holders, 'other', code.administrators.map(keyOf)),
  };
}

/** The world after the deletion of the second stack. Policies stay on a unit with accounts. */
export function afterDeletionOfOther(world: World): World {
  const without = afterOther(world, { shared: [], administrators: [] });
  return { ...without, other: undefined, shared: hasAccounts(world, 'Shared') ? world.shared : without.shared };
}

/** The world after the deletion of the first stack: accounts, their units and the policies around them stay, and nothing is closed. */
export function afterDeletionOfBase(world: World): World {
  return {
    ...world, isDeleted: true, guest: world.guest === 'invited' ? 'outside' : world.guest, holders: held(world.holders, 'base', [], () => true),
  };
}

function afterSettings(settings: Settings, previous: SettingsCode = {}, desired: SettingsCode = {}): Settings {
  const next = (kind: Kind): Contact => {
    const { name } = settings[kind];
    const [was, is] = [previous[kind], desired[kind]];
    if (is !== undefined) return { name: is };
    // A contact that somebody has changed since stays.
    return was !== undefined && name === was ? {} : { name };
  };
  return { security: next('security'), billing: next('billing'), primary: desired.primary ?? settings.primary };
}

/**
 * A policy is detached, and an administrator is deregistered, when the last stack that lists it leaves it out. One that a person had
 * registered before stays if the stack releases it: the account is removed from the app too, or the stack is deleted.
 */
function held(holders: Holders, who: Holder, listed: readonly string[], isReleased: (key: string) => boolean = () => false): Holders {
  const all = [...new Set([...Object.keys(holders), ...listed])];
  return Object.fromEntries(all.map((key) => {
    const before = holders[key] ?? [];
    const others = before.filter((holder) => holder !== who);
    if (listed.includes(key)) return [key, [...others, who]];
    const isDropped = before.includes(who) && !isReleased(key) && others.every((holder) => holder === 'hand');
    return [key, isDropped ? [] : others];
  }));
}

/** The world after a deployment of the second stack. @param lines the organization when a former deployment of it was interrupted */
export function afterInterruption(world: World, before: World, lines: readonly string[]): World {
  const found = Object.keys(world.holders).filter((key) => !isHeld(before.holders, key) && lines.includes(`administrator ${key}`));
  return { ...world, uncertain: [...world.uncertain, ...found] };
}

/**
 * The lines without those that may be there though nothing demands them: an uncertain administrator, and a policy on `Shared` that the code
 * of the first stack lists. A person detached that policy, and the second stack or a rollback attached it again. The first stack may have a
 * note of it from before. So the policy stays or goes when the second stack leaves it out, and goes when the first one does.
 */
export function withoutUncertain(lines: readonly string[], world: World): string[] {
  const certain = expected(world);
  const possible = [...world.uncertain.map((key) => `administrator ${key}`), ...world.base.shared.map((name) => `${name}${ON_SHARED}`)];
  return lines.filter((line) => certain.includes(line) || !possible.includes(line));
}

/** The stacks whose codes list a policy for the unit `Shared`. */
export function listersOf({ base, other }: World, policy: string): Holder[] {
  return [...base.shared.includes(policy) ? ['base' as const] : [], ...other?.shared.includes(policy) ? ['other' as const] : []];
}

/** The note of the second stack stays when a person detaches a policy. The first stack has no note of the policies that it created. */
function sharedAgain({ shared, other }: World, listed: readonly string[]): Holders {
  const again = listed.filter((name) => !isHeld(shared, name) && other?.shared.includes(name));
  return { ...shared, ...Object.fromEntries(again.map((name) => [name, ['other' as const]])) };
}

export function isHeld(holders: Holders, key: string): boolean {
  return (holders[key] ?? []).length > 0;
}

function isOfAccountIn({ accounts }: BaseCode, key: string): boolean {
  return MEMBERS.some((name) => accounts[name] !== undefined && key.startsWith(`${name} for `));
}

export function keyOf([name, principal]: Registration): string {
  return `${name} for ${principal}`;
}

/** The names of the units on the path of a place, from the root. */
export function pathOf({ base }: Pick<World, 'base'>, place: Place): string[] {
  if (place === 'root') return [];
  return place === 'B' && base.b?.inA ? ['A', 'B'] : [place];
}

function hasAccounts(world: World, unit: Place): boolean {
  const places = [...Object.values(world.places), world.guest === 'outside' || world.guest === 'invited' ? undefined : world.guest];
  return places.some((place) => place !== undefined && pathOf(world, place).includes(unit));
}

/** The organization in lines, as `observed` has them. */
export function expected(world: World): string[] {
  const { base, settings, places, guest, isDeleted } = world;
  const units = (['Shared', ...base.a ? ['A'] : [], ...base.b ? ['B'] : []] as Place[]).filter((unit) => !isDeleted || hasAccounts(world, unit));
  const path = (place: Place) => ['root', ...pathOf(world, place)].join('/');
  const attachments: [string, Place][] = [
    ...POLICIES.filter((name) => isHeld(world.shared, name)).map((name): [string, Place] => [name, 'Shared']), ...(base.a?.policies ?? []).map((name): [string, Place] => [name, 'A']),
  ];
  const attachedNow = attachments.filter(([, unit]) => units.includes(unit));
  const policies = isDeleted ? POLICIES.filter((name) => attachedNow.some(([policy]) => policy === name)) : POLICIES;
  const teams: Partial<Record<Place, string>> = { A: base.a?.team, B: base.b?.team };
  return [
    ...units.map((unit) => `unit ${path(unit)} team=${teams[unit]}`),
    ...MEMBERS.flatMap((name) => (places[name] ? [`account ${name} in ${path(places[name])}`] : [])),
    ...SUBJECTS.flatMap((subject) => settingsLines(subject, settings[subject])),
    ...guest === 'invited' ? ['invitation'] : guest === 'outside' ? [] : [`account guest in ${path(guest)}`],
    ...[...policies, ...world.other ? [OWN_POLICY] : []].map((name) => `policy ${name}`),
    ...attachedNow.map(([name, unit]) => `${name} on ${path(unit)}`),
    ...Object.keys(world.holders).filter((key) => isHeld(world.holders, key)).map((key) => `administrator ${key}`),
  ].sort();
}

type SettingNames = { readonly [kind in Kind]: { readonly name?: string } } & { readonly primary?: string };

export function settingsLines(subject: Subject, settings: SettingNames): string[] {
  const { primary } = settings;
  return [
    ...KINDS.flatMap((kind) => (settings[kind].name === undefined ? [] : [`${kind} contact of ${subject}: ${settings[kind].name}`])),
    ...primary === undefined ? [] : [`primary contact of ${subject}: ${primary}`],
  ];
}
