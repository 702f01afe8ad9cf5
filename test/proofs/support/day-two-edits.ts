/** Random edits of the data files of a written app, as a person makes them, each with the changes that a review has to announce. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { TrustedService } from '../../../src';
import { ACCOUNT_MANAGEMENT_PRINCIPAL } from '../../../src/contract';
import { type AccountData, type AppData, DATA_PATHS, type PolicyData, type TargetData, type UnitData } from '../../../src/init';
import type { ChangeKind } from '../../../src/model';

type Writable<T> = { -readonly [key in keyof T]: T[key] extends readonly (infer Item)[] | undefined ? Item[] : T[key] };
type Row = Writable<AccountData | UnitData | PolicyData>;
type Targets = Writable<TargetData> & { readonly id?: string };

/** The data files of an app in a folder, which an edit changes in place. */
export class EditedApp {
  readonly accounts: Writable<AccountData>[];
  readonly units: Writable<UnitData>[];
  readonly policies: Writable<PolicyData>[];
  readonly root: Writable<TargetData>;
  readonly services: string[];
  private readonly files = new Map<keyof AppData, object>();

  constructor(readonly folder: string) {
    const file = (part: keyof AppData, missing?: object) => {
      const path = join(folder, DATA_PATHS[part]);
      const value = (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : missing) as object;
      this.files.set(part, value);
      return value;
    };
    ({ accounts: this.accounts } = file('accounts') as { accounts: Writable<AccountData>[] });
    ({ root: this.root, organizationalUnits: this.units } = file('units') as { root: Writable<TargetData>; organizationalUnits: Writable<UnitData>[] });
    ({ policies: this.policies } = file('policies') as { policies: Writable<PolicyData>[] });
    ({ trustedServices: this.services } = file('services') as { trustedServices: string[] });
    file('settings', { accounts: {} });
  }

  get tagsOfAll(): Readonly<Record<string, string>> {
    return (this.files.get('accounts') as { tagsOfAll?: Record<string, string> }).tagsOfAll ?? {};
  }

  get settings(): Record<string, Record<string, unknown>> {
    return (this.files.get('settings') as { accounts: Record<string, Record<string, unknown>> }).accounts;
  }

  /** The targets whose policies and tags the app manages. */
  get targets(): Targets[] {
    return [this.root, ...this.units.filter(({ outside }) => !outside), ...this.accounts];
  }

  /** The document of a policy; undefined if the app has it as code. */
  document(key: string): string | undefined {
    const path = join(this.folder, 'policies', `${key}.json`);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  }

  writeDocument(key: string, document: object): void {
    writeFileSync(join(this.folder, 'policies', `${key}.json`), JSON.stringify(document, undefined, 2));
  }

  write(): void {
    for (const [part, value] of this.files) {
      if (part === 'settings' && Object.keys(this.settings).length === 0) continue;
      writeFileSync(join(this.folder, DATA_PATHS[part]), JSON.stringify(value, undefined, 2));
    }
  }
}

/** Numbers that choose the rows of an edit, and one that no other edit has. */
interface Draw {
  readonly first: number;
  readonly second: number;
  readonly unique: number;
}

/** @returns the kinds of the announced changes; undefined if there is nothing to edit in this way */
type Edit = (app: EditedApp, draw: Draw) => ChangeKind[] | undefined;

const pick = <T>(list: readonly T[], number: number): T | undefined => list[number % list.length];

/** Contacts, Regions and names of accounts need trusted access of AWS Account Management. */
function accountManagement({ services }: EditedApp): ChangeKind[] {
  if (services.includes(ACCOUNT_MANAGEMENT_PRINCIPAL)) return [];
  services.push(ACCOUNT_MANAGEMENT_PRINCIPAL);
  return ['trustedAccessEnabled'];
}

function isAuthorization({ type }: PolicyData): boolean {
  return type === 'SERVICE_CONTROL_POLICY' || type === 'RESOURCE_CONTROL_POLICY';
}

function levelOf({ units }: EditedApp, id: string | undefined): number {
  const parent = id === undefined ? undefined : units.find((row) => row.id === id);
  return parent === undefined ? 0 : 1 + levelOf({ units } as EditedApp, parent.parent);
}

const EDITS = {
  addAccount: (app, { first, unique }) => {
    const unit = pick([undefined, ...app.units], first)?.id;
    app.accounts.unshift({ id: `new-${unique}`, name: `new ${unique}`, email: `new-${unique}@example.com`, ...(unit === undefined ? {} : { unit }) });
    return ['accountAdded'];
  },
  addUnit: (app, { first, unique }) => {
    const parent = pick([undefined, ...app.units.filter(({ id }) => levelOf(app, id) < 5)], first)?.id;
    app.units.push({ id: `new-${unique}`, name: `New ${unique}`, ...(parent === undefined ? {} : { parent }) });
    return ['organizationalUnitAdded'];
  },
  renameAccount: (app, { first, unique }) => {
    const row = pick(app.accounts, first);
    if (row === undefined) return undefined;
    row.name = `renamed ${unique}`;
    return ['accountRenamed', ...accountManagement(app)];
  },
  renameUnit: (app, { first, unique }) => {
    const row = pick(app.units.filter(({ outside }) => !outside), first);
    if (row === undefined) return undefined;
    row.name = `Renamed ${unique}`;
    return ['organizationalUnitRenamed'];
  },
  moveAccount: (app, { first, second }) => {
    const row = pick(app.accounts, first);
    const unit = row && pick([undefined, ...app.units.map(({ id }) => id)].filter((id) => id !== row.unit), second);
    if (row === undefined || unit === row.unit) return undefined;
    if (unit === undefined) delete row.unit;
    else row.unit = unit;
    return ['accountMoved'];
  },
  attach: (app, { first, second }) => {
    const target = pick(app.targets, first)!;
    const present = app.policies.filter(({ key }) => target.policies?.includes(key));
    const policy = pick(app.policies.filter((row) => (
      !present.includes(row) && present.filter(({ type }) => type === row.type).length < 3 && !/"Action": "\*"/.test(app.document(row.key) ?? ''))), second);
    if (policy === undefined) return undefined;
    target.policies = [...target.policies ?? [], policy.key];
    return ['attached'];
  },
  detach: (app, { first, second }) => {
    const target = pick(app.targets.filter(({ policies = [], isAllowList }) => policies.length > 0 && !isAllowList), first);
    if (target === undefined) return undefined;
    const gone = pick(target.policies!, second);
    target.policies = target.policies!.filter((key) => key !== gone);
    return ['detached'];
  },
  setTag: (app, { first, second, unique }) => {
    const row = pick<Targets | Row>([...app.targets, ...app.policies], first)!;
    const key = pick(['team', 'stage', 'new'], second)!;
    const isKnown = Object.hasOwn(row.tags ?? {}, key) || ('email' in row && Object.hasOwn(app.tagsOfAll, key));
    row.tags = { ...row.tags, [key]: `value ${unique}` };
    return [isKnown ? 'tagChanged' : 'tagAdded'];
  },
  removeTag: (app, { first, second }) => {
    const row = pick([...app.targets, ...app.policies].filter(({ tags = {} }) => Object.keys(tags).length > 0), first);
    const key = row && pick(Object.keys(row.tags!), second)!;
    if (row === undefined || key === undefined || ('email' in row && Object.hasOwn(app.tagsOfAll, key))) return undefined;
    row.tags = Object.fromEntries(Object.entries(row.tags!).filter(([each]) => each !== key));
    return ['tagRemoved'];
  },
  setContact: (app, { first, unique }) => {
    const row = pick(app.accounts, first);
    if (row === undefined) return undefined;
    const security = { name: `Contact ${unique}`, title: 'On call', emailAddress: 'team@example.com', phoneNumber: '+49 30 1234567' };
    const former = app.settings[row.id]?.alternateContacts as Record<string, object> | undefined;
    app.settings[row.id] = { ...app.settings[row.id], alternateContacts: { ...former, security } };
    return [former?.security === undefined ? 'alternateContactSet' : 'alternateContactChanged', ...accountManagement(app)];
  },
  enableRegion: (app, { first }) => {
    const row = pick(app.accounts, first);
    if (row === undefined) return undefined;
    const { enabledRegions = [], ...others } = (app.settings[row.id] ?? {}) as { enabledRegions?: string[] };
    if (enabledRegions.includes('af-south-1')) return undefined;
    app.settings[row.id] = { ...others, enabledRegions: [...enabledRegions, 'af-south-1'] };
    return ['regionEnabled', ...accountManagement(app)];
  },
  delegate: (app, { first, second }) => {
    const service = pick(app.services.filter((each) => ['config.amazonaws.com', 'sso.amazonaws.com'].includes(each)), second);
    const row = pick(app.accounts.filter(({ administers = [] }) => service !== undefined && !administers.includes(service)), first);
    if (row === undefined || service === undefined) return undefined;
    row.administers = [...row.administers ?? [], service];
    return ['delegatedAdministratorRegistered'];
  },
  undelegate: (app, { first }) => {
    const row = pick(app.accounts.filter(({ administers = [] }) => administers.length > 0), first);
    if (row === undefined) return undefined;
    const [gone, ...left] = row.administers!;
    row.administers = left;
    // It stays registered if the service would lose something by that.
    return TrustedService.of(gone)._mayLoseByDeregistration ? [] : ['delegatedAdministratorDeregistered'];
  },
  enableService: ({ services }) => {
    if (services.includes('health.amazonaws.com')) return undefined;
    services.push('health.amazonaws.com');
    return ['trustedAccessEnabled'];
  },
  changeStatements: (app, { first, unique }) => {
    const row = pick(app.policies.filter((each) => isAuthorization(each) && app.document(each.key) !== undefined), first);
    if (row === undefined) return undefined;
    const { Statement, ...others } = JSON.parse(app.document(row.key)!) as { Statement: object[] };
    const more = { Sid: `More${unique}`, Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*', ...(row.type === 'RESOURCE_CONTROL_POLICY' ? { Principal: '*' } : {}) };
    app.writeDocument(row.key, { ...others, Statement: [...Statement, more] });
    return ['policyStatementsChanged'];
  },
  renamePolicy: (app, { first, unique }) => {
    const row = pick(app.policies, first);
    if (row === undefined) return undefined;
    row.name = `Renamed ${unique}`;
    return ['policyRenamed'];
  },
  describePolicy: (app, { first, unique }) => {
    const row = pick(app.policies, first);
    if (row === undefined) return undefined;
    row.description = `Described ${unique}`;
    return ['policyDescriptionChanged'];
  },
} satisfies Record<string, Edit>;

const NAMES = Object.keys(EDITS) as (keyof typeof EDITS)[];

export interface RandomEdit {
  readonly name: keyof typeof EDITS;
  readonly first: number;
  readonly second: number;
}

export const randomEdit: fc.Arbitrary<RandomEdit> = fc.record({ name: fc.constantFrom(...NAMES), first: fc.nat(50), second: fc.nat(50) });

/**
 * Makes an edit, or the next one that the app has rows for, and writes the data files.
 * @param unique a number that no other edit of the app has
 * @returns the kinds of the changes, sorted
 */
export function edit(folder: string, { name, first, second }: RandomEdit, unique: number): { name: string; kinds: ChangeKind[] } {
  for (let offset = 0; ; offset++) {
    const app = new EditedApp(folder);
    const tried = NAMES[(NAMES.indexOf(name) + offset) % NAMES.length];
    const kinds = (EDITS[tried] as Edit)(app, { first, second, unique });
    if (kinds === undefined) continue;
    app.write();
    return { name: tried, kinds: kinds.sort() };
  }
}
